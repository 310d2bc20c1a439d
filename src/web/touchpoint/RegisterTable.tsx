import { Link } from '@tanstack/react-router'
import type { RegisteredTouchpoint } from '../../api/touchpointRegister.ts'
import { useWords } from '../i18n/useWords.ts'
import type { Words } from '../i18n/words.ts'
import { ListTable, type Columns } from '../shell/table/ListTable.tsx'
import { openShares, tellImportance } from './tell.ts'
import { Verdict } from './Verdict.tsx'

/** The register in rows. */
export function RegisterTable({ items }: { items: readonly RegisteredTouchpoint[] }) {
  const words = useWords()
  return (
    <ListTable
      name="touchpoints"
      label={words.say('touchpoint.list')}
      rows={items}
      keyOf={({ key }) => key}
      columns={registerColumns(words)}
    />
  )
}

function registerColumns(words: Words): Columns<RegisteredTouchpoint> {
  const { say, formats } = words
  const shares = openShares(words)
  const channels = (each: RegisteredTouchpoint) => each.channels.map(words.channel).join(', ')
  const contact = (each: RegisteredTouchpoint) => (each.contact === null ? null : say(`touchpoint.contact.${each.contact}`))
  const interval = (low: number, high: number, tell: (value: number) => string) => `${tell(low)}…${tell(high)}`
  const frictionInterval = ({ friction }: RegisteredTouchpoint) => friction && interval(friction.low, friction.high, shares.share)
  const completionInterval = ({ importance: { compared } }: RegisteredTouchpoint) =>
    compared && interval(compared.low, compared.high, shares.points)
  return [
    {
      key: 'name',
      title: say('touchpoint.name'),
      cell: ({ key }) => (
        <Link to="/touchpoints/$touchpoint" params={{ touchpoint: key }} search={{}} data-row>
          {words.touchpoint(key)}
        </Link>
      ),
      value: ({ key }) => words.touchpoint(key),
    },
    {
      key: 'suggestion',
      title: say('touchpoint.suggestion'),
      cell: ({ suggestion }) => <Verdict verdict={suggestion.verdict} />,
      value: ({ suggestion }) => suggestion.verdict && say(`verdict.${suggestion.verdict}`),
    },
    {
      key: 'decision',
      title: say('touchpoint.decision'),
      cell: ({ decision, due }) => (
        <>
          {decision === null ? '–' : <Verdict verdict={decision.verdict} />}
          {due && <span className="turn-company"> {say('touchpoint.due')}</span>}
        </>
      ),
      value: ({ decision }) => decision && say(`verdict.${decision.verdict}`),
    },
    {
      key: 'place',
      title: say('touchpoint.place'),
      cell: (each) => (
        <>
          {channels(each) || '–'} <span className="faint">{contact(each)}</span>
        </>
      ),
      value: (each) => [channels(each), contact(each)].filter(Boolean).join(' · '),
    },
    {
      key: 'team',
      title: say('touchpoint.team'),
      cell: ({ team }) => (team === null ? say('touchpoint.noTeam') : words.team(team)),
      value: ({ team }) => team && words.team(team),
    },
    {
      key: 'encounters',
      title: say('touchpoint.encounters'),
      isNumber: true,
      cell: ({ encounters }) => formats.number(encounters),
      value: ({ encounters }) => encounters,
    },
    {
      key: 'paths',
      title: say('touchpoint.pathShare'),
      isNumber: true,
      cell: ({ paths }) => (paths.n === 0 ? '–' : shares.share(paths.part / paths.n)),
      value: ({ paths }) => (paths.n === 0 ? null : paths.part / paths.n),
    },
    {
      key: 'friction',
      title: say('touchpoint.friction'),
      isNumber: true,
      cell: ({ friction }) => (friction === null ? say('amount.few') : shares.share(friction.share)),
      value: ({ friction }) => friction?.share ?? null,
    },
    {
      key: 'frictionInterval',
      title: say('touchpoint.frictionInterval'),
      cell: (each) => <span className="faint">{frictionInterval(each) ?? '–'}</span>,
      value: frictionInterval,
    },
    {
      key: 'completion',
      title: say('touchpoint.completion'),
      isNumber: true,
      cell: ({ importance }) =>
        importance.compared === null ? (
          <span className="faint">{tellImportance(importance, words)}</span>
        ) : (
          shares.difference(importance.compared.difference)
        ),
      value: ({ importance }) => importance.compared?.difference ?? null,
    },
    {
      key: 'completionInterval',
      title: say('touchpoint.completionInterval'),
      cell: (each) => <span className="faint">{completionInterval(each) ?? '–'}</span>,
      value: completionInterval,
    },
    {
      key: 'answers',
      title: say('touchpoint.answers'),
      isNumber: true,
      cell: ({ answers }) => (answers === 0 ? '–' : formats.number(answers)),
      value: ({ answers }) => answers,
    },
  ]
}
