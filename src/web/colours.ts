/** What a colour stands for on the screens; each has a shape and a word beside it wherever it tells something. */
export interface Roles {
  /** Background of the page. */
  paper: string
  /** Background of what lies on the page. */
  sheet: string
  ink: string
  /** Words of less weight. */
  faint: string
  /** Outlines of fields and lines between things. */
  edge: string
  /** Quiet shading: weekends, rows under the pointer. */
  shade: string
  /** The one accent. */
  spruce: string
  /** Friction and loss, nothing else. */
  lingonberry: string
  /** Waiting, nothing else. */
  amber: string
  /** The customer's side. */
  lake: string
  /** What is written on spruce. */
  onAccent: string
}

export const LIGHT: Roles = {
  paper: '#FBFAF7',
  sheet: '#FFFFFF',
  ink: '#1B1F1D',
  faint: '#59635E',
  edge: '#7C8580',
  shade: '#F0EEE7',
  spruce: '#1E5B4A',
  lingonberry: '#B3263A',
  amber: '#A86A00',
  lake: '#2F6690',
  onAccent: '#FFFFFF',
}

export const DARK: Roles = {
  paper: '#131715',
  sheet: '#1A1F1C',
  ink: '#ECEAE3',
  faint: '#A9B3AD',
  edge: '#6F7A74',
  shade: '#20261F',
  spruce: '#86C9B2',
  lingonberry: '#FF8E97',
  amber: '#E5AC4F',
  lake: '#8DBEE3',
  onAccent: '#10201A',
}

/** Colours as custom properties that the style sheet and the picture name. */
export function colourProperties(roles: Roles): Record<string, string> {
  return Object.fromEntries(Object.entries(roles).map(([role, colour]) => [`--polku-${role}`, colour]))
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((start) => {
    const channel = Number.parseInt(colour.slice(start, start + 2), 16) / 255
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/** Contrast of two colours as WCAG 2.2 counts it, 1–21. */
export function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].toSorted((a, b) => b - a)
  return (light + 0.05) / (dark + 0.05)
}
