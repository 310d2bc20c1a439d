import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core'
import { colourProperties, DARK, LIGHT } from './colours.ts'

const spruce: MantineColorsTuple = [
  '#EAF4F0',
  '#D3E7DF',
  '#A9D1C2',
  '#86C9B2',
  '#5BA98F',
  '#3A8A70',
  '#1E5B4A',
  '#1A5041',
  '#154236',
  '#0F3229',
]

const FONT = "'Inter Variable', system-ui, sans-serif"

export const theme = createTheme({
  primaryColor: 'spruce',
  primaryShade: { light: 6, dark: 3 },
  autoContrast: true,
  colors: { spruce },
  fontFamily: FONT,
  headings: { fontFamily: FONT, fontWeight: '600' },
  // Four sizes of text: small print, words, titles, the name on the page.
  fontSizes: { xs: '0.8125rem', sm: '0.8125rem', md: '0.9375rem', lg: '1.25rem', xl: '1.75rem' },
  spacing: { xs: '0.5rem', sm: '0.75rem', md: '1rem', lg: '1.5rem', xl: '2rem' },
  defaultRadius: 'sm',
  respectReducedMotion: true,
  // What may be left empty says so; a star would say nothing to most, and red is for friction.
  components: { InputWrapper: { defaultProps: { withAsterisk: false } } },
})

/** The colours' roles for both schemes, and Mantine's own grounds and words by them. */
export const resolveColours: CSSVariablesResolver = () => ({
  variables: {},
  light: { ...colourProperties(LIGHT), ...grounds },
  dark: { ...colourProperties(DARK), ...grounds },
})

const grounds = {
  '--mantine-color-body': 'var(--polku-paper)',
  '--mantine-color-text': 'var(--polku-ink)',
  '--mantine-color-dimmed': 'var(--polku-faint)',
  '--mantine-color-default': 'var(--polku-sheet)',
  '--mantine-color-default-border': 'var(--polku-edge)',
  '--mantine-color-default-hover': 'var(--polku-shade)',
  '--mantine-color-anchor': 'var(--polku-spruce)',
}
