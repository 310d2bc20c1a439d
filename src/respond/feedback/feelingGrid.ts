const MOVES: Readonly<Record<string, readonly [across: number, up: number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
}

/** Puts the grid of feelings in the place of its two groups: five by five squares that are one choice, moved among by arrows. */
export function layGrids(form: HTMLElement): void {
  for (const template of form.querySelectorAll<HTMLTemplateElement>('template[data-grid]')) {
    const question = template.parentElement!
    const plain = question.querySelector<HTMLElement>('[data-plain]')!
    const chosen = ['pleasant', 'stirred'].map((name) => plain.querySelector<HTMLInputElement>(`input[name$=".${name}"]:checked`)?.value)
    const grid = template.content.cloneNode(true) as DocumentFragment
    plain.replaceWith(grid)
    const squares = [...question.querySelectorAll<HTMLInputElement>('.square input')]
    const told = question.querySelector<HTMLElement>('.told')!
    const tell = () => (told.textContent = squares.find(({ checked }) => checked)?.getAttribute('aria-label') ?? '')
    if (chosen.every((value) => value !== undefined)) for (const square of squares) square.checked = square.value === chosen.join('-')
    tell()
    question.addEventListener('change', tell)
    question.addEventListener('keydown', (event) => {
      const move = MOVES[event.key]
      const from = squares.find((square) => square === event.target)
      if (move === undefined || from === undefined) return
      event.preventDefault()
      const [pleasant, stirred] = from.value.split('-').map(Number) as [number, number]
      const within = (value: number) => Math.min(5, Math.max(1, value))
      const to = squares.find(({ value }) => value === `${within(pleasant + move[0])}-${within(stirred + move[1])}`)!
      to.checked = true
      to.focus()
      to.dispatchEvent(new Event('change', { bubbles: true }))
    })
  }
}
