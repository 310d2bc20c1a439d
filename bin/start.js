#!/usr/bin/env node
import { runPolku } from './prepare.js'

await runPolku(['serve', ...process.argv.slice(2)])
