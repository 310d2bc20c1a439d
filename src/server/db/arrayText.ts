const NEEDS_ESCAPE = /["\\]/
const ESCAPED = /["\\]/g

/** An SQL array in text form, built by hand because that is the fastest way into `unnest`; each element's text comes from `textOf`. */
export function arrayText(values: readonly unknown[], textOf: (value: unknown) => string | null): string {
  if (values.every((value) => typeof value === 'number')) return `{${values.join(',')}}`
  const plain = plainTexts(values)
  if (plain !== null) return plain
  let text = '{'
  for (let index = 0; index < values.length; index++) {
    if (index > 0) text += ','
    const value = values[index]
    if (typeof value === 'number' || typeof value === 'boolean') {
      text += value
      continue
    }
    if (Array.isArray(value)) throw new TypeError('An array inside an array parameter is not possible; pass it as JSON.')
    const element = typeof value === 'string' ? value : textOf(value)
    if (element === null) text += 'NULL'
    else text += `"${NEEDS_ESCAPE.test(element) ? element.replace(ESCAPED, '\\$&') : element}"`
  }
  return `${text}}`
}

/** Texts in which nothing needs a backslash, in one go; null when one is no text or something does. */
function plainTexts(values: readonly unknown[]): string | null {
  if (values.length === 0 || !values.every((value) => typeof value === 'string')) return null
  const joined = values.join('')
  return NEEDS_ESCAPE.test(joined) ? null : `{"${values.join('","')}"}`
}

/** Reads the text form of an array of one dimension. */
export function parseArrayText(text: string, read: (text: string) => unknown): unknown[] {
  const values: unknown[] = []
  if (text[0] !== '{') throw new RangeError('Arrays with bounds of their own are not read.')
  let at = 1
  while (at < text.length && text[at] !== '}') {
    if (text[at] === '{') throw new RangeError('Arrays of more than one dimension are not read.')
    if (text[at] === '"') {
      const end = endOfQuoted(text, at)
      const inside = text.slice(at + 1, end)
      values.push(read(inside.includes('\\') ? inside.replace(/\\([\s\S])/g, '$1') : inside))
      at = end + 1
    } else {
      let end = at
      while (text[end] !== ',' && text[end] !== '}') end++
      const inside = text.slice(at, end)
      values.push(inside === 'NULL' ? null : read(inside))
      at = end
    }
    if (text[at] === ',') at++
  }
  return values
}

function endOfQuoted(text: string, start: number): number {
  let at = start + 1
  while (text[at] !== '"') at += text[at] === '\\' ? 2 : 1
  return at
}
