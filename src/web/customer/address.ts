import { isLanguage, type Language } from '../i18n/i18n.ts'

/** What of a customer is looked at, as the address says it; what is left out is all. */
export interface CustomerAddress {
  path?: string
  /** The timeline as a list instead of the picture. */
  view?: 'list'
  channel?: string
  journey?: string
  only?: 'encounters' | 'frictions' | 'cases' | 'notes'
  text?: string
  /** The last day that is listed, YYYY-MM-DD. */
  until?: string
}

export const ONLY = ['encounters', 'frictions', 'cases', 'notes'] as const

/** Reads an address's search part; what makes no sense there is left out. */
export function readCustomerAddress(search: Record<string, unknown>): CustomerAddress {
  const text = (name: string) => {
    const value = search[name]
    return typeof value === 'string' || typeof value === 'number' ? String(value).slice(0, 200) : undefined
  }
  const until = text('until')
  const address = {
    path: text('path'),
    view: search['view'] === 'list' ? ('list' as const) : undefined,
    channel: text('channel'),
    journey: text('journey'),
    only: ONLY.find((each) => each === search['only']),
    text: text('text'),
    until: until !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(until) && !Number.isNaN(Date.parse(until)) ? until : undefined,
  }
  return Object.fromEntries(Object.entries(address).filter(([, value]) => value !== undefined && value !== '')) as CustomerAddress
}

/** The key by which a panel is opened, and the language asked for. */
export interface PanelAddress {
  key?: string
  lang?: Language
}

/** Reads a panel's address; what makes no sense there is left out. */
export function readPanelAddress({ key, lang }: Record<string, unknown>): PanelAddress {
  return { ...(typeof key === 'string' && { key }), ...(isLanguage(lang) && { lang }) }
}
