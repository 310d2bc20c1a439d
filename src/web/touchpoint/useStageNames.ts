import { openKey } from '../i18n/things.ts'
import { useWords } from '../i18n/useWords.ts'
import { capitalise, readName } from '../i18n/words.ts'
import { useOrganisation } from '../organisation/useOrganisation.ts'

/** Names of stages by key alone: as the first journey that has such a stage names it, else the key in words. */
export function useStageNames(): (key: string) => string {
  const { language } = useWords()
  const stages = Object.entries(useOrganisation().data?.names.stages ?? {})
  return (key) => {
    const found = stages.find(([place]) => place.slice(place.indexOf('/') + 1) === key)
    return (found && readName(found[1], language)) ?? capitalise(openKey(key))
  }
}
