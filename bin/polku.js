#!/usr/bin/env node
import { runPolku } from './run.js'

await runPolku(process.argv.slice(2))
