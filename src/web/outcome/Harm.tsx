import type { Opened } from '../friction/address.ts'
import { daysToAct } from '../friction/sentence.ts'
import { useWords } from '../i18n/useWords.ts'
import { capitalise } from '../i18n/words.ts'
import type { Story, StoryFriction } from '../journey/story.ts'

/** What the frictions cost: what was lost, and the days there were to act. */
export function Harm({ story, open }: { story: Story; open: (next: Opened) => void }) {
  const { say } = useWords()
  const losses = story.frictions.filter(({ friction }) => friction.kind === 'loss')
  return (
    <section className="card" aria-labelledby="harm">
      <h2 id="harm">{say('harm.title')}</h2>
      {losses.length === 0 && <p className="faint">{say(story.frictions.length === 0 ? 'harm.noFrictions' : 'harm.none')}</p>}
      {losses.map((loss) => (
        <Loss key={loss.key} loss={loss} open={open} />
      ))}
    </section>
  )
}

function Loss({ loss, open }: { loss: StoryFriction; open: (next: Opened) => void }) {
  const { say, formats, thing } = useWords()
  const days = daysToAct(loss.friction)
  return (
    <article className="loss">
      <p className="loss-days">{say('harm.days', { days })}</p>
      <p>{say('harm.daysHint')}</p>
      <h3>{say('harm.lost', { date: formats.date(loss.at) })}</h3>
      <ul className="loss-products">
        {loss.friction.products?.map((product) => (
          <li key={product}>{capitalise(thing(product))}</li>
        ))}
      </ul>
      <button type="button" className="text-link" onClick={() => open({ friction: loss.key })}>
        {say('harm.before', { count: loss.friction.after?.length ?? 0 })}
      </button>
    </article>
  )
}
