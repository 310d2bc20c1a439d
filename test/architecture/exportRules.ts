import ts from 'typescript'
import house from './house.json' with { type: 'json' }
import { isTest, lineOf, listCode, parse, type Problem } from './tree.ts'

type Exported = { name: string; line: number; isType: boolean; isDocumented: boolean }

const hasModifier = (node: ts.Node, kind: ts.SyntaxKind) =>
  ts.canHaveModifiers(node) && (ts.getModifiers(node) ?? []).some((modifier) => modifier.kind === kind)

function hasDocumentation(node: ts.Node): boolean {
  return ts
    .getJSDocCommentsAndTags(node)
    .some((comment) => ts.isJSDoc(comment) && (ts.getTextOfJSDocComment(comment.comment) ?? '').trim() !== '')
}

function boundNames(name: ts.BindingName): string[] {
  if (ts.isIdentifier(name)) return [name.text]
  return name.elements.flatMap((element) => (ts.isOmittedExpression(element) ? [] : boundNames(element.name)))
}

function declaredNames(statement: ts.Statement): { names: string[]; isType: boolean } {
  if (ts.isVariableStatement(statement)) {
    return { names: statement.declarationList.declarations.flatMap(({ name }) => boundNames(name)), isType: false }
  }
  const isType = ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement)
  const isNamed = isType || ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement) || ts.isEnumDeclaration(statement)
  return { names: isNamed && statement.name !== undefined ? [statement.name.text] : [], isType: isType || ts.isClassDeclaration(statement) }
}

/** The names a file exports by declaring them; a name that is both a value and its type counts once, and one comment is enough. */
function listExports(source: ts.SourceFile): Exported[] {
  const listed = new Set<string>()
  for (const statement of source.statements) {
    if (!ts.isExportDeclaration(statement) || statement.moduleSpecifier !== undefined) continue
    const clause = statement.exportClause
    if (clause !== undefined && ts.isNamedExports(clause)) {
      for (const { name, propertyName } of clause.elements) listed.add((propertyName ?? name).text)
    }
  }
  const exported = new Map<string, Exported>()
  for (const statement of source.statements) {
    const { names, isType } = declaredNames(statement)
    const isExported = hasModifier(statement, ts.SyntaxKind.ExportKeyword)
    for (const name of names.filter((each) => isExported || listed.has(each))) {
      const before = exported.get(name)
      exported.set(name, {
        name,
        line: before?.line ?? lineOf(statement),
        isType: isType || before?.isType === true,
        isDocumented: hasDocumentation(statement) || before?.isDocumented === true,
      })
    }
  }
  return [...exported.values()]
}

const programs = (root: string, folders: string[]) =>
  listCode(root).filter((file) => /\.tsx?$/.test(file) && !isTest(file) && folders.some((folder) => file.startsWith(`${folder}/`)))

/** Names say what a thing is: none ends in a word that fits anything, no type wears its kind as a prefix. */
export function checkNames(root: string): Problem[] {
  const empty = new RegExp(`[a-z0-9](${house.forbiddenEndings.join('|')})s?$`)
  return programs(root, house.sources).flatMap((file) =>
    listExports(parse(root, file)).flatMap(({ name, line, isType }): Problem[] => {
      const ending = empty.exec(name)?.[1]
      if (ending !== undefined) return [{ file, line, rule: 'name-ending', says: `${name}: "${ending}" fits anything; say what it is` }]
      const isPrefixed = /^[ITZ][A-Z][a-z]/.test(name) && (isType || name.startsWith('Z'))
      return isPrefixed ? [{ file, line, rule: 'name-prefix', says: `${name} wears its kind as a prefix; drop the letter` }] : []
    }),
  )
}

/** Every exported name of the domain and the api has a doc comment. */
export function checkComments(root: string): Problem[] {
  return programs(root, ['src/domain', 'src/api']).flatMap((file) =>
    listExports(parse(root, file))
      .filter(({ isDocumented }) => !isDocumented)
      .map(({ name, line }) => ({ file, line, rule: 'doc-comment', says: `${name} is exported without a sentence that says what it is` })),
  )
}
