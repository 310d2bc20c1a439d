#!/usr/bin/env node
import { runPolku } from './run.js'

await runPolku(['serve', ...process.argv.slice(2)])
