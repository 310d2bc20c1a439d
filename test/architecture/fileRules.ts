import { basename, dirname } from 'node:path'
import house from './house.json' with { type: 'json' }
import { isTest, listCode, listFiles, type Problem, read } from './tree.ts'

/** No file is longer than a reader can hold: 300 lines, tests 400. */
export function checkSizes(root: string): Problem[] {
  return listCode(root).flatMap((file) => {
    const lines = read(root, file).trimEnd().split('\n').length
    const longest = isTest(file) ? house.longestTest : house.longest
    if (lines <= longest) return []
    return [{ file, rule: 'file-size', says: `has ${lines} lines, at most ${longest} are allowed; split it by what it is about` }]
  })
}

/** No drawer for odds and ends, and the same word for a thing in every layer. */
export function checkFolders(root: string): Problem[] {
  const forbidden = new Set(house.forbiddenFolders)
  const folders = new Set(listFiles(root).map((file) => dirname(file)))
  const problems = [...folders].flatMap((folder): Problem[] => {
    const drawer = folder.split('/').find((part) => forbidden.has(part.toLowerCase()))
    if (drawer === undefined) return []
    return [{ file: folder, rule: 'folder-name', says: `"${drawer}" says nothing; name the folder by what is in it` }]
  })
  return [
    ...problems,
    ...checkWords(folders, 'src/domain', house.words),
    ...checkWords(folders, 'src/server', [...house.words, ...house.rooms]),
  ]
}

function checkWords(folders: Set<string>, layer: string, allowed: string[]): Problem[] {
  const depth = layer.split('/').length
  const inLayer = [...folders].filter((folder) => folder.startsWith(`${layer}/`))
  const words = new Set(inLayer.map((folder) => folder.split('/')[depth] ?? ''))
  return [...words]
    .filter((word) => !allowed.includes(word))
    .map((word) => ({ file: `${layer}/${word}`, rule: 'folder-word', says: `"${word}" is no word of the house; they are in house.json` }))
}

const CAMEL = /^[a-z][a-zA-Z0-9]*(\.[a-z][a-zA-Z0-9]*)*\.(ts|tsx|js|cjs|mjs|css|json)$/
const PASCAL = /^[A-Z][a-zA-Z0-9]*(\.[a-z]+)*\.(tsx|css)$/

/** camelCase for files, PascalCase for a React component (and for its own style and test). */
export function checkFileNames(root: string): Problem[] {
  return listCode(root).flatMap((file): Problem[] => {
    const name = basename(file)
    if (PASCAL.test(name)) return []
    if (!CAMEL.test(name)) {
      return [{ file, rule: 'file-name', says: 'is named neither in camelCase nor, for a React component, in PascalCase' }]
    }
    const component = name.charAt(0).toUpperCase() + name.slice(1).replace(/\..*$/, '')
    const isComponent = name.endsWith('.tsx') && new RegExp(`export (default )?(function|const) ${component}\\b`).test(read(root, file))
    return isComponent ? [{ file, rule: 'file-name', says: `holds the component ${component}; name the file ${component}.tsx` }] : []
  })
}
