import { once } from 'node:events'

const PIECE = 64 * 1024

/** Writes a document to standard output, list item by list item: a long list never becomes one long text. */
export async function writeJson(document: object): Promise<void> {
  let piece = ''
  const write = async (text: string, last = false) => {
    piece += text
    if (piece.length < PIECE && !last) return
    if (!process.stdout.write(piece)) await once(process.stdout, 'drain')
    piece = ''
  }
  const entries = Object.entries(document).filter(([, value]) => value !== undefined)
  let before = '{'
  for (const [key, value] of entries) {
    await write(`${before}\n  ${JSON.stringify(key)}: `)
    if (Array.isArray(value) && value.length > 0) await writeList(value, write)
    else await write(JSON.stringify(value))
    before = ','
  }
  await write(before === '{' ? '{}\n' : '\n}\n', true)
}

async function writeList(list: readonly unknown[], write: (text: string) => Promise<void>): Promise<void> {
  let before = '['
  for (const item of list) {
    await write(`${before}\n    ${JSON.stringify(item)}`)
    before = ','
  }
  await write('\n  ]')
}
