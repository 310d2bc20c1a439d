import ts from 'typescript'
import { listCode, parse, type Problem } from './tree.ts'

const UNFINISHED = /\b(TODO|FIXME|XXX|HACK)\b/
const SILENCED = /(eslint|oxlint|biome|prettier|oxfmt)-?(disable|ignore)|@ts-(ignore|nocheck|expect-error)|v8 ignore|istanbul ignore/

/** Nothing is left unfinished in a comment, and no check is silenced by one. */
export function checkRemarks(root: string): Problem[] {
  return listCode(root)
    .filter((file) => /\.(tsx?|c?js|mjs)$/.test(file))
    .flatMap((file) => comments(parse(root, file)).flatMap(({ text, line }) => judge(file, text, line)))
}

function judge(file: string, text: string, line: number): Problem[] {
  if (UNFINISHED.test(text)) return [{ file, line, rule: 'unfinished', says: 'leaves something for later; do it or make an issue of it' }]
  if (SILENCED.test(text)) return [{ file, line, rule: 'silenced', says: 'silences a check; satisfy it instead' }]
  return []
}

function comments(source: ts.SourceFile): { text: string; line: number }[] {
  const { text } = source
  const found = new Map<number, { text: string; line: number }>()
  const spoken: ts.Node[] = []
  const keep = (ranges: ts.CommentRange[] | undefined) => {
    for (const { pos, end } of ranges ?? []) {
      found.set(pos, { text: text.slice(pos, end), line: source.getLineAndCharacterOfPosition(pos).line + 1 })
    }
  }
  const visit = (node: ts.Node): void => {
    if (ts.isJsxText(node)) spoken.push(node)
    keep(ts.getLeadingCommentRanges(text, node.getFullStart()))
    keep(ts.getTrailingCommentRanges(text, node.getEnd()))
    node.getChildren(source).forEach(visit)
  }
  visit(source)
  // What stands between two tags is said to people, even when it looks like a comment.
  const isSpoken = (at: number) => spoken.some((node) => node.pos <= at && at < node.end)
  return [...found].filter(([at]) => !isSpoken(at)).map(([, comment]) => comment)
}
