import { readFile } from 'node:fs/promises'
import { LineCounter, parseDocument, type Document } from 'yaml'
import type * as z from 'zod'

/** A file of settings that cannot be used: each complaint names file, line, place and what is expected. */
export class UnusableFile extends Error {}

/** Reads a YAML (or JSON) file by a schema; throws `UnusableFile` that names every wrong place in it. */
export async function readYamlFile<Schema extends z.ZodType>(path: string, schema: Schema): Promise<z.output<Schema>> {
  let text: string
  try {
    text = await readFile(path, 'utf8')
  } catch (error) {
    throw new UnusableFile(`${path}: cannot be read (${(error as Error).message})`)
  }
  return readYaml(path, text, schema)
}

/** Reads YAML (or JSON) text by a schema; `path` is the name that complaints give it. */
export function readYaml<Schema extends z.ZodType>(path: string, text: string, schema: Schema): z.output<Schema> {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false })
  if (document.errors.length > 0) {
    throw new UnusableFile(
      document.errors.map((error) => `${path}:${lines.linePos(error.pos[0]).line}: is no YAML: ${error.message}`).join('\n'),
    )
  }
  const result = schema.safeParse(document.toJS() ?? {})
  if (result.success) return result.data
  const complaints = result.error.issues.flatMap(sharpen).flatMap((issue) => {
    const extra = issue.code === 'unrecognized_keys' ? issue.keys : [null]
    return extra.map((key) => {
      const place = key === null ? issue.path : [...issue.path, key]
      const says = key === null ? issue.message : 'is not known here'
      return `${path}:${lineOf(document, lines, place)}: ${placeText(place)}${says}`
    })
  })
  throw new UnusableFile(complaints.join('\n'))
}

/** Of several forms that a place may have, one that fits but for something inside it tells more than "none of them". */
function sharpen(issue: z.core.$ZodIssue): z.core.$ZodIssue[] {
  if (issue.code !== 'invalid_union') return [issue]
  const near = issue.errors.find((form) => form.every((inner) => inner.path.length > 0 || inner.code === 'custom'))
  if (!near) return [issue]
  return near.flatMap((inner) => sharpen({ ...inner, path: [...issue.path, ...inner.path] }))
}

function placeText(place: readonly PropertyKey[]): string {
  return place.length === 0 ? '' : `${place.map(String).join(' › ')}: `
}

/** The line where a place, or the nearest thing around it, stands. */
function lineOf(document: Document, lines: LineCounter, place: readonly PropertyKey[]): number {
  for (let length = place.length; length > 0; length--) {
    const node = document.getIn(place.slice(0, length), true) as { range?: [number, number, number] } | undefined
    if (node?.range) return lines.linePos(node.range[0]).line
  }
  return 1
}
