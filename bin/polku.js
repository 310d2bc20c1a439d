#!/usr/bin/env node
import { runPolku } from './prepare.js'

await runPolku(process.argv.slice(2))
