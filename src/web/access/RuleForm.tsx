import { Button, TextInput } from '@mantine/core'
import { useId, useState, type FormEvent } from 'react'
import type { NoticeRuleJson } from '../../api/notice.ts'
import { RULE_KINDS } from '../../domain/case/notice.ts'
import { Refusal } from '../client.ts'
import { useTeams } from '../employee/useTeams.ts'
import { useWords } from '../i18n/useWords.ts'
import { TellingTimes } from './TellingTimes.tsx'

/** A rule as it is filled in; without an address it keeps its own. */
export type FilledRule = Pick<
  NoticeRuleJson,
  'name' | 'target' | 'team' | 'kinds' | 'severity' | 'way' | 'digestAt' | 'quiet' | 'language' | 'named' | 'enabled'
> & { url?: string }

const focus = (node: HTMLInputElement | null) => node?.focus()
const TARGETS = ['slack', 'teams'] as const
const LANGUAGES = { fi: 'Suomi', sv: 'Svenska', en: 'English' } as const

/** Fills in a rule; `own` are the teams it may be for, null = any and all. */
export function RuleForm({
  given,
  own,
  save,
  close,
}: {
  given: NoticeRuleJson | null
  own: readonly string[] | null
  save: (rule: FilledRule) => Promise<void>
  close: () => void
}) {
  const { say, team: nameTeam, language } = useWords()
  const field = useId()
  const teams = useTeams().data?.teams.filter(({ key }) => own === null || own.includes(key)) ?? []
  const [rule, setRule] = useState<FilledRule>(() => (given === null ? emptyRule(language, own) : filledOf(given)))
  const [url, setUrl] = useState('')
  const [wrong, setWrong] = useState<string | null>(null)
  const change = (part: Partial<FilledRule>) => setRule({ ...rule, ...part })

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault()
    if (rule.kinds.length === 0) return setWrong(say('rules.noKinds'))
    try {
      await save({ ...rule, ...(url !== '' && { url }) })
    } catch (error) {
      const isUrl = error instanceof Refusal && error.problems.some((problem) => problem.field === 'url')
      setWrong(say(isUrl ? 'rules.wrongUrl' : 'rules.failed'))
    }
  }

  const select = (
    name: 'target' | 'severity' | 'way' | 'language',
    value: string | number,
    options: readonly (readonly [string | number, string])[],
    keep: (value: string) => void,
  ) => (
    <>
      <label className="field-label" htmlFor={`${field}-${name}`}>
        {say(`rules.${name}`)}
      </label>
      <select id={`${field}-${name}`} className="choice" value={value} onChange={(event) => keep(event.currentTarget.value)}>
        {options.map(([key, label]) => (
          <option key={key} value={key}>
            {label}
          </option>
        ))}
      </select>
    </>
  )
  const tick = (label: string, checked: boolean, toggle: () => void) => (
    <label className="tick">
      <input type="checkbox" checked={checked} onChange={toggle} />
      {label}
    </label>
  )

  return (
    <form
      className="notice-form"
      aria-label={given === null ? say('rules.new') : say('rules.editRule', { name: given.name })}
      onSubmit={(event) => void submit(event)}
    >
      <TextInput
        ref={focus}
        label={say('rules.name')}
        required
        maxLength={200}
        value={rule.name}
        onChange={(event) => change({ name: event.currentTarget.value })}
      />
      {select(
        'target',
        rule.target,
        TARGETS.map((target) => [target, say(`rules.target.${target}`)] as const),
        (target) => change({ target: target as FilledRule['target'] }),
      )}
      <TextInput
        label={say('rules.url')}
        description={given === null ? say(`rules.urlHint.${rule.target}`) : say('rules.urlKept', { url: given.url })}
        type="url"
        autoComplete="off"
        required={given === null}
        value={url}
        onChange={(event) => setUrl(event.currentTarget.value)}
      />
      <label className="field-label" htmlFor={`${field}-team`}>
        {say('rules.team')}
      </label>
      <select
        id={`${field}-team`}
        className="choice"
        value={rule.team ?? ''}
        onChange={(event) => change({ team: event.currentTarget.value === '' ? null : event.currentTarget.value })}
      >
        {own === null && <option value="">{say('rules.everything')}</option>}
        {teams.map(({ key }) => (
          <option key={key} value={key}>
            {nameTeam(key)}
          </option>
        ))}
      </select>
      <fieldset className="notice-kinds">
        <legend>{say('rules.kinds')}</legend>
        {RULE_KINDS.map((kind) => (
          <div key={kind}>
            {tick(say(`rules.kind.${kind}`), rule.kinds.includes(kind), () =>
              change({ kinds: rule.kinds.includes(kind) ? rule.kinds.filter((each) => each !== kind) : [...rule.kinds, kind] }),
            )}
          </div>
        ))}
      </fieldset>
      {select(
        'severity',
        rule.severity,
        [1, 2, 3, 4, 5].map((severity) => [severity, String(severity)] as const),
        (severity) => change({ severity: Number(severity) }),
      )}
      {select(
        'way',
        rule.way,
        (['at-once', 'digest'] as const).map((way) => [way, say(`notice.way.${way}`)] as const),
        (way) => change({ way: way as FilledRule['way'] }),
      )}
      {select('language', rule.language, Object.entries(LANGUAGES), (chosen) => change({ language: chosen as FilledRule['language'] }))}
      <TellingTimes times={{ digestAt: rule.digestAt, quiet: rule.quiet }} hasDigest={rule.way === 'digest'} change={change} />
      {tick(say('rules.named'), rule.named, () => change({ named: !rule.named }))}
      <p className="faint">{say('rules.namedHint')}</p>
      {tick(say('rules.enabled'), rule.enabled, () => change({ enabled: !rule.enabled }))}
      <p role="alert" className="entry-wrong">
        {wrong}
      </p>
      <div className="notice-buttons">
        <Button type="submit">{say('rules.save')}</Button>
        <Button variant="default" onClick={close}>
          {say('rules.close')}
        </Button>
      </div>
    </form>
  )
}

function emptyRule(language: FilledRule['language'], own: readonly string[] | null): FilledRule {
  return {
    name: '',
    target: 'slack',
    team: own?.[0] ?? null,
    kinds: ['inbox', 'limit'],
    severity: 3,
    way: 'at-once',
    digestAt: 8 * 60,
    quiet: null,
    language,
    named: false,
    enabled: true,
  }
}

function filledOf({ name, target, team, kinds, severity, way, digestAt, quiet, language, named, enabled }: NoticeRuleJson): FilledRule {
  return { name, target, team, kinds, severity, way, digestAt, quiet, language, named, enabled }
}
