import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'

const server = `http://127.0.0.1:${process.env['PORT'] ?? '4000'}`

/** What stands for `z` in browsers: every schema is this, and whatever is asked of it. */
const INERT = '\0inert-schemas'
const STUB = `const inert = new Proxy(function () {}, {
  get: (_, name) => (name === 'safeParse' || name === 'parse' ? () => { throw new Error('Schemas are left out here') } : inert),
  apply: () => inert,
})
export const z = inert`
/** Marks modules whose schemas do check something. */
const CHECKING = '?checking'
/** The one thing that screens check by schemas themselves: drafts of definitions, as they are written. */
const CHECKED_HERE = '/domain/journey/draft.ts'
const SAID = /\.describe\(\s*(?:'(?:[^'\\]|\\.)*'|`(?:[^`\\$]|\\.)*`),?\s*\)/g

/** Screens use contracts for addresses and types alone; so what schemas are made of is left out of what browsers load (decision 082). */
function leaveSchemasOut(): Plugin {
  return {
    name: 'leave-schemas-out',
    apply: 'build',
    enforce: 'pre',
    async resolveId(source, importer) {
      const isChecking = importer?.endsWith(CHECKING) === true
      if (source === 'zod') return isChecking ? null : INERT
      if (!source.startsWith('.') || (!isChecking && !source.endsWith(CHECKED_HERE))) return null
      const found = await this.resolve(source, importer, { skipSelf: true })
      return found && { ...found, id: found.id + CHECKING }
    },
    load: (id) => (id === INERT ? STUB : null),
    transform: (code, id) => (/\/src\/(api|domain)\/.*\.ts$/.test(id) ? { code: code.replaceAll(SAID, ''), map: null } : null),
  }
}

export default defineConfig({
  root: fileURLToPath(new URL('src/web', import.meta.url)),
  plugins: [leaveSchemasOut(), react()],
  build: {
    outDir: fileURLToPath(new URL('dist/web', import.meta.url)),
    emptyOutDir: true,
    target: 'es2022',
    sourcemap: false,
  },
  server: {
    port: 4001,
    // Everything that is not a screen is the server's.
    proxy: Object.fromEntries(['/api', '/v1', '/r', '/k', '/me'].map((path) => [`^${path}/`, { target: server, changeOrigin: true }])),
  },
})
