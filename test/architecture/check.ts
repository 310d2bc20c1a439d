import { fileURLToPath } from 'node:url'
import { checkHouse } from './rules.ts'

const { problems, seen } = await checkHouse(fileURLToPath(new URL('../..', import.meta.url)))
for (const { file, line, rule, says } of problems) {
  console.error(`${file}${line === undefined ? '' : `:${line}`} – ${says} (${rule})`)
}
console.log(
  `Modules seen: ${Object.entries(seen)
    .map(([layer, count]) => `${layer} ${count}`)
    .join(', ')}`,
)
process.exitCode = problems.length === 0 ? 0 : 1
