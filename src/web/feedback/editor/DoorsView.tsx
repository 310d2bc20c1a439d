import { Button } from '@mantine/core'
import { useState, type FormEvent } from 'react'
import { putSurveyDoor, type SurveyDoorJson } from '../../../api/survey.ts'
import { getDoorCode } from '../../../api/response.ts'
import type { DoorSettings } from '../../../domain/feedback/door.ts'
import { addressOf, call } from '../../client.ts'
import { useWords } from '../../i18n/useWords.ts'
import { Copied } from '../Copied.tsx'
import { useOrganisation } from '../../organisation/useOrganisation.ts'
import { useAct } from '../useAct.ts'
import { DoorFields } from './DoorFields.tsx'
import { useEditing } from './editing.ts'
import { LineField, OneField, TickField } from './Fields.tsx'
import { useDoors } from './useDoors.ts'

const KINDS = ['link', 'kiosk', 'widget'] as const
type Kind = (typeof KINDS)[number]

/** What a door of a kind does until it is set otherwise. */
function settingsOf(kind: Kind, timeZone: string): DoorSettings {
  switch (kind) {
    case 'link':
      return { kind }
    case 'kiosk':
      return { kind, pressSeconds: 5, resetSeconds: 30, timeZone }
    case 'widget':
      return { kind, place: 'corner', origins: [], afterSeconds: 0 }
  }
}

/** Doors by which anybody may answer: public links with their QR codes, kiosks, and widgets with the words to put into a page. */
export function DoorsView() {
  const { say } = useWords()
  const { mayEdit, survey } = useEditing()
  const { doors, reread } = useDoors(survey)
  return (
    <section className="survey-section" aria-labelledby="doors">
      <h2 id="doors">{say('survey.part.doors')}</h2>
      <p className="faint">{say('doors.hint')}</p>
      {doors.length === 0 && <p>{say('doors.none')}</p>}
      <ul className="survey-cards">
        {doors.map((door) => (
          <li key={door.id} className="survey-card">
            <Door door={door} reread={reread} />
          </li>
        ))}
      </ul>
      {mayEdit && <NewDoor reread={reread} />}
    </section>
  )
}

function NewDoor({ reread }: { reread: () => Promise<void> }) {
  const { say } = useWords()
  const { survey } = useEditing()
  const { attempt, isBusy, wrong } = useAct([])
  const timeZone = useOrganisation().data?.timeZone ?? 'Europe/Helsinki'
  const [kind, setKind] = useState<Kind>('link')
  const [name, setName] = useState('')
  const make = (event: FormEvent) => {
    event.preventDefault()
    void attempt(async () => {
      const body = { name: name.trim() || say(`doors.kind.${kind}`), settings: settingsOf(kind, timeZone) }
      await call(putSurveyDoor, { params: { key: survey.kept.key, id: 'new' }, body })
      setName('')
      await reread()
    })
  }
  return (
    <form className="survey-row" aria-label={say('doors.new')} onSubmit={make}>
      <OneField label={say('doors.kind')} value={kind} options={KINDS.map((each) => [each, say(`doors.kind.${each}`)])} change={setKind} />
      <LineField label={say('doors.name')} value={name} change={setName} />
      <Button type="submit" variant="default" disabled={isBusy}>
        {say('doors.make')}
      </Button>
      <p role="alert" className="entry-wrong">
        {wrong}
      </p>
    </form>
  )
}

function Door({ door, reread }: { door: SurveyDoorJson; reread: () => Promise<void> }) {
  const { say } = useWords()
  const { mayEdit, survey } = useEditing()
  const { attempt, isBusy, wrong, problems } = useAct([])
  const [name, setName] = useState(door.name)
  const [isOpen, setOpen] = useState(door.open)
  const [settings, setSettings] = useState(door.settings)
  const [isDone, setDone] = useState(false)
  const save = () => {
    setDone(false)
    void attempt(async () => {
      await call(putSurveyDoor, { params: { key: survey.kept.key, id: door.id }, body: { name, open: isOpen, settings: tidy(settings) } })
      await reread()
      setDone(true)
    })
  }
  const code = (format: 'svg' | 'png') => addressOf(getDoorCode, { params: { id: door.id, format } })
  // A device opens its kiosk by its camera, too; a widget is for who is on the page already.
  const hasCode = door.settings.kind !== 'widget'
  const told = problems.map(({ field, message }) => `${field}: ${message}`).join('; ')
  return (
    <div className="survey-card-body survey-door">
      <h3>
        {door.name} <span className="case-mark">{say(`doors.kind.${door.settings.kind}`)}</span>{' '}
        <span className="faint">{say('survey.answers', { count: door.answers })}</span>
      </h3>
      <div className="survey-door-way">
        {hasCode && <img src={code('svg')} alt={say('doors.qr', { name: door.name })} width={144} height={144} />}
        <div className="survey-door-told">
          {door.snippet !== null && <Copied label={say('doors.snippet')} text={door.snippet} />}
          <Copied label={say(`doors.address.${door.settings.kind}`)} text={door.address} />
          {hasCode && (
            <p className="survey-acts">
              {(['svg', 'png'] as const).map((format) => (
                <a key={format} href={code(format)} download={`polku-${door.name}.${format}`}>
                  {say('doors.qrSave', { format: format.toUpperCase() })}
                </a>
              ))}
            </p>
          )}
        </div>
      </div>
      {mayEdit && (
        <fieldset className="survey-fields" disabled={isBusy}>
          <legend className="hidden">{door.name}</legend>
          <div className="survey-row">
            <LineField label={say('doors.name')} value={name} change={setName} />
            <TickField label={say('doors.open')} value={isOpen} change={setOpen} />
          </div>
          <DoorFields settings={settings} change={setSettings} />
          <div className="survey-acts">
            <Button variant="default" size="compact-sm" onClick={save}>
              {say('doors.save')}
            </Button>
          </div>
          <p role="alert" className="entry-wrong">
            {told === '' ? wrong : say('doors.wrong', { problems: told })}
          </p>
          <p role="status" className="entry-done">
            {isDone && say('doors.saved')}
          </p>
        </fieldset>
      )}
    </div>
  )
}

/** Settings as they are kept: nothing that was only begun to be written. */
function tidy(settings: DoorSettings): DoorSettings {
  if (settings.kind !== 'widget') return settings
  return { ...settings, origins: settings.origins.filter((origin) => origin !== '') }
}
