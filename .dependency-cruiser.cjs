// Who may know whom. The order of the words and the layers comes from test/architecture/house.json.
const { words } = require('./test/architecture/house.json')

// testing.ts is the harness of the database tests: it lives beside what it opens and no program sees it.
const TEST = '([.]test[.]tsx?|^src/server/db/testing[.]ts)$'
const ZOD = '(^|/)node_modules/zod/'

/** A layer may depend on the named places and on nothing else. */
const only = (name, from, places) => ({
  name,
  severity: 'error',
  from: { path: from, pathNot: TEST },
  to: { pathNot: places },
})

/** A layer, its tests included, may not depend on the named places. */
const never = (name, from, places) => ({ name, severity: 'error', from: { path: from }, to: { path: places } })

const noNode = (name, from) => ({
  name,
  severity: 'error',
  from: { path: from, pathNot: TEST },
  to: { dependencyTypes: ['core'] },
})

const wordOrder = words.slice(0, -1).map((word, index) => {
  const later = words.slice(index + 1).join('|')
  return never(`word-order-${word}`, `^src/domain/${word}/`, `^src/domain/(${later})/`)
})

module.exports = {
  forbidden: [
    only('domain-knows-only-itself-and-zod', '^src/domain/', ['^src/domain/', ZOD]),
    never(
      'domain-tests-stay-in-the-domain',
      '^src/domain/',
      '^src/(api|server|web|respond|cli)/|^src/(config|compose|polku|workers)[.]ts$',
    ),
    ...wordOrder,
    only('api-knows-only-domain-and-zod', '^src/api/', ['^src/(api|domain)/', ZOD]),
    never('server-knows-no-screens', '^src/server/', '^src/(web|respond|cli)/|^src/(compose|polku|workers)[.]ts$'),
    never('server-knows-no-seed', '^src/server/.*(?<![.]test)[.]tsx?$', '^(seed|bench|test)/'),
    never('web-knows-no-server', '^src/web/', '^src/(server|respond|cli)/|^src/(config|compose|polku|workers)[.]ts$'),
    never('respond-knows-no-server', '^src/respond/', '^src/(server|web|cli)/|^src/(config|compose|polku|workers)[.]ts$'),
    never('cli-goes-through-compose', '^src/cli/.*(?<![.]test)[.]tsx?$', '^src/(server|web|respond)/'),
    never('compose-is-known-by-cli-alone', '^src/(?!cli/|.*[.]test[.])', '^src/compose[.]ts$'),
    noNode('web-runs-without-node', '^src/web/'),
    noNode('respond-runs-without-node', '^src/respond/'),
    only('sdk-needs-nothing', '^sdk/', ['^sdk/', '^(node:)?fs$']),
    noNode('sdk-runs-in-pages', '^sdk/(?!fileStore)'),
    never(
      'seed-knows-only-domain-and-api',
      '^seed/.*(?<![.]test)[.]ts$',
      '^src/(server|web|respond|cli)/|^src/(config|compose|polku|workers)[.]ts$',
    ),
    {
      name: 'no-tests-in-programs',
      severity: 'error',
      from: { path: '^(src|sdk|seed)/', pathNot: TEST },
      to: { path: `${TEST}|^test/` },
    },
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    { name: 'everything-resolves', severity: 'error', from: {}, to: { couldNotResolve: true } },
    {
      name: 'programs-need-no-development-packages',
      severity: 'error',
      from: { path: '^(src|sdk|seed)/', pathNot: TEST },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'packages-are-named-in-package-json',
      severity: 'error',
      from: { path: '^(src|sdk|seed|bench|test)/' },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^((sdk/)?dist|data|coverage)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.js', '.cjs', '.mjs', '.json', '.css', '.d.ts'],
    },
  },
}
