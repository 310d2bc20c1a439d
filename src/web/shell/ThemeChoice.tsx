import { useMantineColorScheme, type MantineColorScheme } from '@mantine/core'
import { useWords } from '../i18n/useWords.ts'

const SCHEMES = ['auto', 'light', 'dark'] as const

/** Chooses light or dark, or as the device has it. */
export function ThemeChoice() {
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const { say } = useWords()
  return (
    <select
      className="choice"
      aria-label={say('shell.theme')}
      value={colorScheme}
      onChange={(event) => setColorScheme(event.currentTarget.value as MantineColorScheme)}
    >
      {SCHEMES.map((scheme) => (
        <option key={scheme} value={scheme}>
          {say(`theme.${scheme}`)}
        </option>
      ))}
    </select>
  )
}
