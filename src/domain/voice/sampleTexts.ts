/** Picks at most `most` of a list, spread evenly over it, first and last among them. */
export function spreadSample<Item>(items: readonly Item[], most: number): Item[] {
  if (items.length <= most) return [...items]
  if (most <= 1) return items.slice(0, most)
  return Array.from({ length: most }, (_, index) => items[Math.round((index * (items.length - 1)) / (most - 1))]!)
}

/** Picks a spread sample of texts within a budget of characters, each text cut at `longest`: rather fewer texts than only the latest. */
export function sampleWithin<Item extends { text: string }>(
  items: readonly Item[],
  { most, longest, characters }: { most: number; longest: number; characters: number },
): Item[] {
  for (let count = Math.min(most, items.length); count > 0; count = Math.floor(count * 0.8)) {
    const sample = spreadSample(items, count).map((item) => ({ ...item, text: cut(item.text, longest) }))
    if (sample.reduce((sum, { text }) => sum + text.length, 0) <= characters) return sample
  }
  return []
}

/** A text cut at a space before `longest` characters. */
function cut(text: string, longest: number): string {
  if (text.length <= longest) return text
  const end = text.lastIndexOf(' ', longest - 1)
  // Half a pair of surrogates is no character.
  const head = text.slice(0, end > longest / 2 ? end : longest - 1).replace(/[\uD800-\uDBFF]$/, '')
  return `${head}…`
}
