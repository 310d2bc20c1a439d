import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useOrganisation } from '../organisation/useOrganisation.ts'
import type { Language } from './i18n.ts'
import { openWords, type Words } from './words.ts'

/** The words of the chosen language. */
export function useWords(): Words {
  const { t, i18n } = useTranslation()
  const { data } = useOrganisation()
  return useMemo(
    () => openWords(i18n.language as Language, (key, values) => t(key, values ?? {}), data?.names, data?.timeZone ?? 'Europe/Helsinki'),
    [t, i18n.language, data?.names, data?.timeZone],
  )
}
