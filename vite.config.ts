import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

const server = `http://127.0.0.1:${process.env['PORT'] ?? '4000'}`

export default defineConfig({
  root: fileURLToPath(new URL('src/web', import.meta.url)),
  plugins: [react()],
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
