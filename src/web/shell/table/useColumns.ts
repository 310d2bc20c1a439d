import { useLocalStorage } from '@mantine/hooks'

/** Which columns of a list are left out, remembered on this browser. */
export function useColumns(name: string): { hidden: ReadonlySet<string>; change: (key: string) => void } {
  const [kept, keep] = useLocalStorage<string[]>({
    key: `polku-columns-${name}`,
    defaultValue: [],
    getInitialValueInEffect: false,
    deserialize: readKept,
  })
  const hidden = new Set(kept)
  return {
    hidden,
    change: (key) => keep(hidden.has(key) ? kept.filter((each) => each !== key) : [...kept, key]),
  }
}

/** What was kept may be another version's, or somebody's own. */
function readKept(text: string | undefined): string[] {
  try {
    const read: unknown = JSON.parse(text ?? '[]')
    return Array.isArray(read) ? read.filter((each) => typeof each === 'string') : []
  } catch {
    return []
  }
}
