import { Button } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { deleteNoticeRule, getNoticeRules, postNoticeRule, putNoticeRule, tryNoticeRule, type NoticeRuleJson } from '../../api/notice.ts'
import { call } from '../client.ts'
import { useWords } from '../i18n/useWords.ts'
import { Failed } from '../shell/Failed.tsx'
import { nameProblem } from './nameProblem.ts'
import { RuleForm, type FilledRule } from './RuleForm.tsx'
import { SettingsFrame } from './SettingsFrame.tsx'
import './notices.css'

const KEY = ['notice-rules']
const focus = (node: HTMLButtonElement | null) => node?.focus()

/** Rules by which channels of Slack and Teams are told of cases. */
export function RulesPage() {
  const { say } = useWords()
  const queries = useQueryClient()
  const rules = useQuery({ queryKey: KEY, queryFn: ({ signal }) => call(getNoticeRules, { signal }) })
  /** The rule that is being filled in; `new` for one that is not there yet. */
  const [open, setOpen] = useState<string | null>(null)
  const [said, setSaid] = useState<string | null>(null)
  const title = useRef<HTMLHeadingElement>(null)
  /** What had the focus goes away: it stays with the list. */
  const close = () => {
    setOpen(null)
    title.current?.focus()
  }

  async function tell(work: () => Promise<string>): Promise<void> {
    try {
      setSaid(await work())
    } catch {
      setSaid(say('rules.failed'))
    }
    await queries.invalidateQueries({ queryKey: KEY })
  }

  async function save(id: string | null, { url, ...rule }: FilledRule): Promise<void> {
    if (id === null) await call(postNoticeRule, { body: { ...rule, url: url ?? '' } })
    else await call(putNoticeRule, { params: { id }, body: { ...rule, ...(url !== undefined && { url }) } })
    close()
    setSaid(say('rules.saved'))
    await queries.invalidateQueries({ queryKey: KEY })
  }

  const send = ({ id, name }: NoticeRuleJson) =>
    tell(async () => {
      const { problem } = await call(tryNoticeRule, { params: { id } })
      return problem === null ? say('rules.tried', { name }) : say('rules.triedWrong', { name, problem: nameProblem(problem, say) })
    })
  const remove = ({ id }: NoticeRuleJson) =>
    tell(async () => {
      await call(deleteNoticeRule, { params: { id } })
      title.current?.focus()
      return say('rules.deleted')
    })

  const items = rules.data?.items ?? []
  const teams = rules.data?.teams ?? null
  return (
    <SettingsFrame>
      {rules.isError && <Failed error={rules.error} retry={() => void rules.refetch()} />}
      <section aria-labelledby="rules-all">
        <h2 id="rules-all" ref={title} tabIndex={-1}>
          {say('rules.title')}
        </h2>
        <p>{say('rules.hint')}</p>
        <p role="status" className="entry-done">
          {said}
        </p>
        {rules.data !== undefined && items.length === 0 && <p>{say('rules.none')}</p>}
        <ul className="notice-rules">
          {items.map((rule) => (
            <li key={rule.id}>
              <Rule rule={rule} edit={() => setOpen(rule.id)} send={() => void send(rule)} remove={() => void remove(rule)} />
              {open === rule.id && <RuleForm given={rule} own={teams} save={(filled) => save(rule.id, filled)} close={close} />}
            </li>
          ))}
        </ul>
        {open === 'new' && <RuleForm given={null} own={teams} save={(filled) => save(null, filled)} close={close} />}
        {open !== 'new' && rules.data !== undefined && (teams === null || teams.length > 0) && (
          <Button variant={items.length === 0 ? 'filled' : 'default'} onClick={() => setOpen('new')}>
            {say('rules.new')}
          </Button>
        )}
      </section>
    </SettingsFrame>
  )
}

function Rule({ rule, edit, send, remove }: { rule: NoticeRuleJson; edit: () => void; send: () => void; remove: () => void }) {
  const { say, team, formats } = useWords()
  const [sure, setSure] = useState(false)
  const { name, target, url, kinds, severity, way, enabled, disabledBecause, last, waiting, mayChange } = rule
  const about = [
    say(`rules.target.${target}`),
    rule.team === null ? say('rules.everything') : team(rule.team),
    formats.list(kinds.map((kind) => say(`rules.kind.${kind}`).toLocaleLowerCase())),
    say('rules.fromSeverity', { severity }),
    say(`notice.way.${way}`),
  ]
  const latest = last && {
    when: formats.shortMoment(Date.parse(last.at)),
    problem: last.problem === null ? '' : nameProblem(last.problem, say),
  }
  return (
    <div className="notice-rule">
      <h3>
        {name} <span className={enabled ? 'notice-on' : 'notice-off'}>{say(enabled ? 'rules.on' : 'rules.off')}</span>
      </h3>
      <p>{about.join(' · ')}</p>
      <p className="faint">{url}</p>
      {disabledBecause !== null && <p className="notice-warning">{say(`rules.off.${disabledBecause}`)}</p>}
      <p className={last?.problem ? 'notice-warning' : 'faint'}>
        {latest === null ? say('rules.last.never') : say(last?.problem ? 'rules.last.wrong' : 'rules.last.ok', latest)}
        {waiting > 0 && ` ${say('rules.waiting', { count: waiting })}`}
      </p>
      {mayChange && !sure && (
        <div className="notice-buttons">
          <Button variant="default" aria-label={say('rules.trialOf', { name })} onClick={send}>
            {say('rules.trial')}
          </Button>
          <Button variant="default" aria-label={say('rules.editRule', { name })} onClick={edit}>
            {say('rules.edit')}
          </Button>
          <Button variant="default" aria-label={say('rules.deleteOf', { name })} onClick={() => setSure(true)}>
            {say('rules.delete')}
          </Button>
        </div>
      )}
      {sure && (
        <div role="group" aria-label={say('rules.deleteOf', { name })}>
          <p>{say('rules.deleteSure', { name })}</p>
          <div className="notice-buttons">
            <Button variant="default" ref={focus} onClick={() => setSure(false)}>
              {say('rules.keep')}
            </Button>
            <Button onClick={remove}>{say('rules.delete')}</Button>
          </div>
        </div>
      )}
    </div>
  )
}
