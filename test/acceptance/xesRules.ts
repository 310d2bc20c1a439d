import { SaxesParser } from 'saxes'

const ATTRIBUTES = ['string', 'date', 'int', 'float', 'boolean', 'id', 'list', 'container']
const MAIN = ['extension', 'global', 'classifier', 'attribute', 'trace', 'event']
const NAME = /^[\p{L}_:][\p{L}\p{N}._:-]*$/u
const NC_NAME = /^[\p{L}_][\p{L}\p{N}._-]*$/u
const TIME = /^-?\d{4,}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)?$/

/** What IEEE 1849-2016's schema says of each element: what it must have, and what may stand in it. */
const ELEMENTS: Record<string, { needs: Record<string, RegExp>; may?: string[]; holds: string[] }> = {
  log: { needs: { 'xes.version': /^\d+(\.\d+)?$/ }, may: ['xes.features', 'xmlns'], holds: MAIN },
  extension: { needs: { name: NC_NAME, prefix: NC_NAME, uri: /^[a-z]+:\S+$/ }, holds: [] },
  global: { needs: { scope: /^(trace|event)$/ }, holds: ['attribute'] },
  classifier: { needs: { name: NC_NAME, keys: /^\S+( \S+)*$/ }, may: ['scope'], holds: [] },
  trace: { needs: {}, holds: ['attribute', 'event'] },
  event: { needs: {}, holds: ['attribute'] },
  string: { needs: { key: NAME, value: /^/ }, holds: ['attribute'] },
  date: { needs: { key: NAME, value: TIME }, holds: ['attribute'] },
}

/** Judges a log by the schema's content model, in order and by kind, and by what its head promises; counts what it holds. */
export function judgeXes(text: string): { problems: string[]; traces: number; events: number } {
  const problems: string[] = []
  const open: { tag: string; at: number; keys: Set<string> }[] = []
  const prefixes = new Set<string>()
  const promised: Record<string, string[]> = { trace: [], event: [] }
  const count = { traces: 0, events: 0 }
  const parser = new SaxesParser()
  const complain = (what: string) => void (problems.length < 20 && problems.push(`${parser.line}: ${what}`))

  parser.on('opentag', ({ name, attributes }) => {
    const rule = ELEMENTS[name]
    const outer = open.at(-1)
    if (!rule) return complain(`<${name}> is not known`)
    for (const [key, form] of Object.entries(rule.needs))
      if (!form.test(attributes[key] ?? '\0')) complain(`<${name}> ${key}=${attributes[key]}`)
    for (const key of Object.keys(attributes)) if (!rule.needs[key] && !rule.may?.includes(key)) complain(`<${name}> has ${key}`)
    const kind = ATTRIBUTES.includes(name) ? 'attribute' : name
    if (outer) {
      const order = ELEMENTS[outer.tag]!.holds
      if (!order.includes(kind)) complain(`<${name}> in <${outer.tag}>`)
      if (order.indexOf(kind) < outer.at) complain(`<${name}> comes too late in <${outer.tag}>`)
      outer.at = order.indexOf(kind)
    } else if (name !== 'log') complain(`<${name}> is outermost`)
    if (kind === 'attribute') noteKey(attributes['key'] ?? '', outer!)
    if (name === 'extension') prefixes.add(attributes['prefix']!)
    if (name === 'trace') count.traces++
    if (name === 'event') count.events++
    open.push({ tag: name, at: 0, keys: new Set(name === 'global' ? [`scope ${attributes['scope']}`] : []) })
  })
  function noteKey(key: string, outer: { tag: string; keys: Set<string> }): void {
    if (outer.keys.has(key)) complain(`${key} stands twice in one <${outer.tag}>`)
    outer.keys.add(key)
    const prefix = key.split(':')[0]!
    if (key.includes(':') && !prefixes.has(prefix)) complain(`${prefix} is no declared extension`)
    if (outer.tag === 'global') promised[outer.keys.has('scope trace') ? 'trace' : 'event']!.push(key)
  }
  parser.on('closetag', ({ name }) => {
    const { keys } = open.pop()!
    for (const key of promised[name] ?? []) if (!keys.has(key)) complain(`a <${name}> has no ${key}`)
  })
  parser.on('error', (error) => complain(error.message))
  parser.write(text).close()
  return { problems, ...count }
}
