#!/usr/bin/env node
import { runPolku } from './run.js'

// `npm start` shows the demo organisation; `npm start -- --empty` starts with nothing.
const given = process.argv.slice(2)
const others = given.filter((argument) => argument !== '--empty')
await runPolku(['serve', ...(others.length === given.length ? ['--demo'] : []), ...others])
