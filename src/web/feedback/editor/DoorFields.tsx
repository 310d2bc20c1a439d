import type { DoorSettings } from '../../../domain/feedback/door.ts'
import { isTimeZone } from '../../../domain/kernel/zone.ts'
import { useWords } from '../../i18n/useWords.ts'
import { useOrganisation } from '../../organisation/useOrganisation.ts'
import { LineField, NumberField, OneField } from './Fields.tsx'
import { HoursFields } from './HoursFields.tsx'

type Kiosk = Extract<DoorSettings, { kind: 'kiosk' }>

const PLACES = ['corner', 'inline'] as const

/** How a door behaves, by its kind. */
export function DoorFields({ settings, change }: { settings: DoorSettings; change: (settings: DoorSettings) => void }) {
  const words = useWords()
  const { say } = words
  const touchpoints = Object.keys(useOrganisation().data?.names.touchpoints ?? {})
  const { touchpoint, ...rest } = settings
  return (
    <>
      <div className="survey-row">
        <OneField
          label={say('doors.touchpoint')}
          value={touchpoint ?? ''}
          options={[['', say('doors.notTold')], ...touchpoints.map((key) => [key, words.touchpoint(key)] as const)]}
          change={(next) => change(next === '' ? rest : { ...rest, touchpoint: next })}
        />
        {settings.kind === 'kiosk' && (
          <>
            <NumberField
              label={say('doors.pressSeconds')}
              value={settings.pressSeconds}
              least={0}
              most={600}
              change={(pressSeconds) => pressSeconds !== undefined && change({ ...settings, pressSeconds })}
            />
            <NumberField
              label={say('doors.resetSeconds')}
              value={settings.resetSeconds}
              least={5}
              most={600}
              change={(resetSeconds) => resetSeconds !== undefined && change({ ...settings, resetSeconds })}
            />
          </>
        )}
        {settings.kind === 'widget' && (
          <>
            <OneField
              label={say('doors.place')}
              value={settings.place}
              options={PLACES.map((place) => [place, say(`doors.place.${place}`)])}
              change={(place) => change({ ...settings, place })}
            />
            <NumberField
              label={say('doors.afterSeconds')}
              value={settings.afterSeconds}
              least={0}
              most={3600}
              change={(afterSeconds) => afterSeconds !== undefined && change({ ...settings, afterSeconds })}
            />
            <LineField
              label={say('doors.origins')}
              value={settings.origins.join(', ')}
              most={5000}
              change={(text) => change({ ...settings, origins: text === '' ? [] : text.split(',').map((each) => each.trim()) })}
            />
          </>
        )}
      </div>
      {settings.kind === 'kiosk' && (
        <>
          <HoursFields hours={settings.hours} change={(hours) => change(withHours(settings, hours))} />
          {settings.hours && (
            <LineField
              label={say('doors.zone')}
              hint={say('doors.zoneHint')}
              value={settings.timeZone}
              fault={isTimeZone(settings.timeZone) ? null : say('doors.zoneWrong')}
              change={(timeZone) => change({ ...settings, timeZone })}
            />
          )}
        </>
      )}
    </>
  )
}

function withHours({ hours: _before, ...kiosk }: Kiosk, hours: Kiosk['hours']): Kiosk {
  return hours === undefined ? kiosk : { ...kiosk, hours }
}
