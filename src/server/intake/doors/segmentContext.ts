import { isTimeZone } from '../../../domain/kernel/zone.ts'
import { isFields, type Fields } from './facets.ts'

const APP_LIBRARY = /ios|android|kotlin|swift|react-native|flutter|xamarin|unity/i
const TABLET = /iPad|Tablet|PlayBook|Silk|Android(?!.*Mobi)/i
const MOBILE = /Mobi|iPhone|iPod|Android/i

/** Facets that Segment's `context` tells: channel, device, time zone and locale. */
export function readContext(context: Fields, type: string): Fields {
  const { timezone, locale } = context
  const channel = channelOf(context, type)
  const device = deviceOf(context, channel)
  return {
    ...(channel !== undefined && { channel }),
    ...(device !== undefined && { device }),
    ...(typeof timezone === 'string' && isTimeZone(timezone) && { timeZone: timezone }),
    ...(typeof locale === 'string' && locale.length <= 35 && { locale }),
  }
}

function channelOf({ library }: Fields, type: string): string | undefined {
  const name = isFields(library) && typeof library['name'] === 'string' ? library['name'] : ''
  if (name === 'analytics.js' || type === 'page') return 'web'
  if (type === 'screen' || APP_LIBRARY.test(name)) return 'app'
  return undefined
}

function deviceOf({ device, userAgent, userAgentData }: Fields, channel: string | undefined): string | undefined {
  if (typeof device === 'string') return device
  if (isFields(device) && typeof device['type'] === 'string' && device['type'] !== '') {
    const { type, model } = device
    if (!/^(ios|android)$/i.test(type)) return type.toLowerCase()
    return typeof model === 'string' && /iPad|Tab/i.test(model) ? 'tablet' : 'mobile'
  }
  if (isFields(userAgentData) && userAgentData['mobile'] === true) return 'mobile'
  if (typeof userAgent !== 'string' || userAgent === '') return undefined
  if (TABLET.test(userAgent)) return 'tablet'
  if (MOBILE.test(userAgent)) return 'mobile'
  return channel === 'web' ? 'desktop' : undefined
}
