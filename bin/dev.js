#!/usr/bin/env node
// The server with reload and the screens with hot replacement, side by side; either ending ends both.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { checkNode, ensureInstalled, root } from './prepare.js'

checkNode()
ensureInstalled()

const run = (program, ...args) => spawn(process.execPath, [join(root, 'node_modules', program), ...args], { cwd: root, stdio: 'inherit' })

const children = [
  run('tsx/dist/cli.mjs', 'watch', 'src/cli/main.ts', 'serve', '--demo', ...process.argv.slice(2)),
  run('vite/bin/vite.js', '--config', 'vite.config.ts', '--clearScreen', 'false'),
]

const endAll = () => children.forEach((child) => child.kill('SIGTERM'))
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, endAll)
for (const child of children) {
  child.on('exit', (code) => {
    process.exitCode ||= code ?? 1
    endAll()
  })
}
