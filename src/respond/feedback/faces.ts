import { html, type Html } from '../html.ts'

const MOUTHS = {
  1: 'M12 29q8-10 16 0',
  2: 'M12 28q8-5 16 0',
  3: 'M12 27h16',
  4: 'M12 25q8 6 16 0',
  5: 'M11 24q9 11 18 0z',
} as const

/** A face from very dissatisfied (1) to very satisfied (5); a picture beside words. */
export function face(score: keyof typeof MOUTHS): Html {
  return html`<svg class="face" viewBox="0 0 40 40" width="40" height="40" aria-hidden="true" focusable="false">
    <circle cx="20" cy="20" r="18" />
    <circle class="eye" cx="14" cy="16" r="2" />
    <circle class="eye" cx="26" cy="16" r="2" />
    <path d="${MOUTHS[score]}" />
  </svg>`
}

const STAR = 'M10 1.5l2.6 5.6 6.1.7-4.5 4.2 1.2 6L10 15l-5.4 3 1.2-6L1.3 7.800l6.1-.7z'

/** So many stars of five; a picture beside words. */
export function star(count: number): Html {
  const one = (number: number) =>
    html`<path class="${number <= count ? 'full' : 'empty'}" transform="translate(${(number - 1) * 21} 0)" d="${STAR}" />`
  return html`<svg class="stars" viewBox="-1 0 106 20" width="106" height="20" aria-hidden="true" focusable="false">
    ${[1, 2, 3, 4, 5].map(one)}
  </svg>`
}
