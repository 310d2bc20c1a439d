import ts from 'typescript'
import { isTest, lineOf, listCode, parse, type Problem } from './tree.ts'

/** Names of the outside world, which the domain never speaks. */
const OUTSIDE = new Set(
  (
    'process performance console fetch Promise globalThis global window document ' +
    'navigator setTimeout setInterval setImmediate queueMicrotask requestAnimationFrame crypto require localStorage'
  ).split(' '),
)
const CLOCK_OR_CHANCE = new Set(['Date.now', 'Math.random', 'Temporal.Now'])
/** These read the zone of the machine. */
const LOCAL_TIME = /^(get|set)(FullYear|Month|Date|Day|Hours|Minutes|Seconds|Milliseconds|Year)$|^getTimezoneOffset$/

/** The names a file declares itself, which are not the outside world's. */
function declaredNames(source: ts.SourceFile): Set<string> {
  const names = new Set<string>()
  const visit = (node: ts.Node): void => {
    const isDeclaration =
      ts.isVariableDeclaration(node) ||
      ts.isParameter(node) ||
      ts.isBindingElement(node) ||
      ts.isImportSpecifier(node) ||
      ts.isFunctionDeclaration(node)
    if (isDeclaration && node.name !== undefined && ts.isIdentifier(node.name)) names.add(node.name.text)
    ts.forEachChild(node, visit)
  }
  visit(source)
  return names
}

function isOnlyALabel(node: ts.Identifier): boolean {
  const parent = node.parent
  if (ts.isPropertyAccessExpression(parent) || ts.isPropertyAssignment(parent)) return parent.name === node
  if (ts.isPropertySignature(parent) || ts.isMethodSignature(parent) || ts.isMethodDeclaration(parent)) return parent.name === node
  if (ts.isPropertyDeclaration(parent) || ts.isQualifiedName(parent)) return true
  return ts.isBindingElement(parent) && parent.propertyName === node
}

function findImpurity(node: ts.Node, declared: Set<string>): string | undefined {
  if (node.kind === ts.SyntaxKind.AsyncKeyword || ts.isAwaitExpression(node)) return 'waits; the domain is synchronous'
  if (ts.isNewExpression(node) && ts.isIdentifier(node.expression) && node.expression.text === 'Date') {
    const count = node.arguments?.length ?? 0
    if (count === 0) return 'reads the clock; the moment is an argument'
    if (count > 1) return 'builds a date in the zone of the machine; name the zone'
  }
  if (ts.isCallExpression(node) && ts.isIdentifier(node.expression) && node.expression.text === 'Date')
    return 'reads the clock; the moment is an argument'
  if (ts.isPropertyAccessExpression(node)) {
    const text = ts.isIdentifier(node.expression) ? `${node.expression.text}.${node.name.text}` : ''
    if (CLOCK_OR_CHANCE.has(text)) return `uses ${text}; clock and chance are arguments`
    if (LOCAL_TIME.test(node.name.text)) return `${node.name.text} reads the zone of the machine; name the zone`
  }
  if (ts.isIdentifier(node) && OUTSIDE.has(node.text) && !declared.has(node.text) && !isOnlyALabel(node))
    return `uses ${node.text} of the outside world`
  return undefined
}

/** The domain is pure: no clock, no chance, no input or output, no waiting, no zone of the machine. */
export function checkPurity(root: string): Problem[] {
  return listCode(root)
    .filter((file) => file.startsWith('src/domain/') && !isTest(file))
    .flatMap((file) => {
      const source = parse(root, file)
      const declared = declaredNames(source)
      const problems: Problem[] = []
      const visit = (node: ts.Node): void => {
        const says = findImpurity(node, declared)
        if (says !== undefined) problems.push({ file, line: lineOf(node), rule: 'domain-is-pure', says })
        ts.forEachChild(node, visit)
      }
      visit(source)
      return problems
    })
}

function readsEnvironment(node: ts.Node): boolean {
  if (ts.isPropertyAccessExpression(node)) return node.name.text === 'env' && isProcess(node.expression)
  if (ts.isElementAccessExpression(node)) {
    return ts.isStringLiteralLike(node.argumentExpression) && node.argumentExpression.text === 'env' && isProcess(node.expression)
  }
  if (
    ts.isVariableDeclaration(node) &&
    ts.isObjectBindingPattern(node.name) &&
    node.initializer !== undefined &&
    isProcess(node.initializer)
  ) {
    return node.name.elements.some((each) => (each.propertyName ?? each.name).getText() === 'env')
  }
  if (!ts.isImportDeclaration(node) || !ts.isStringLiteral(node.moduleSpecifier)) return false
  return /^(node:)?process$/.test(node.moduleSpecifier.text)
}

function isProcess(node: ts.Expression): boolean {
  if (ts.isIdentifier(node)) return node.text === 'process'
  return ts.isPropertyAccessExpression(node) && node.name.text === 'process'
}

/** Only src/config.ts reads the environment, and the tests beside the code, which may start programs with one. */
export function checkEnvironment(root: string): Problem[] {
  return listCode(root)
    .filter((file) => /^(src|sdk|seed)\/.*\.tsx?$/.test(file) && file !== 'src/config.ts' && !isTest(file))
    .flatMap((file) => {
      const problems: Problem[] = []
      const visit = (node: ts.Node): void => {
        if (readsEnvironment(node)) {
          problems.push({ file, line: lineOf(node), rule: 'environment', says: 'reads the environment; only src/config.ts does' })
        }
        ts.forEachChild(node, visit)
      }
      visit(parse(root, file))
      return problems
    })
}
