import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { getVoiceModels, postLearning, putVoiceModel, type VoiceLearningJson, type VoiceModelJson } from '../../api/voiceModel.ts'
import { useSession } from '../access/useSession.ts'
import { call } from '../client.ts'
import { useWords } from '../i18n/useWords.ts'
import { Failed } from '../shell/Failed.tsx'
import { FeedbackFrame } from './FeedbackFrame.tsx'
import { ModelNights } from './ModelNights.tsx'
import { useAct } from './useAct.ts'
import './models.css'

/** So often it is looked how far learning is while it is under way, and otherwise, in ms. */
const [SOON, SELDOM] = [1000, 15_000]

/** How texts are read: by which model each language is, and what came of learning from the organisation's own scores. */
export function ModelsPage() {
  const { say } = useWords()
  const role = useSession().data?.me?.role
  const mayChange = role === 'lead' || role === 'admin'
  const { attempt, isBusy, wrong } = useAct(['voice-models'])
  const models = useQuery({
    queryKey: ['voice-models'],
    queryFn: ({ signal }) => call(getVoiceModels, { signal }),
    refetchInterval: ({ state }) => (isUnderWay(state.data?.learning) ? SOON : SELDOM),
  })
  const choose = (language: VoiceModelJson['language'], use: 'own' | 'shipped') =>
    void attempt(() => call(putVoiceModel, { params: { language }, body: { use } }))
  return (
    <FeedbackFrame title={say('models.title')}>
      <section className="models" aria-labelledby="models">
        <div className="answer-bar">
          <h2 id="models">{say('models.title')}</h2>
          <Link to="/feedback/words">{say('models.back')}</Link>
        </div>
        <p className="models-about">{say('models.about')}</p>
        {models.isError && !models.data && <Failed error={models.error} retry={() => void models.refetch()} />}
        {models.isPending && <p role="status">{say('feedback.loading')}</p>}
        {models.data && (
          <>
            <Progress learning={models.data.learning} />
            {mayChange ? (
              <Button
                variant="default"
                className="models-learn"
                loading={isBusy}
                aria-disabled={isUnderWay(models.data.learning) || undefined}
                onClick={() => isUnderWay(models.data.learning) || void attempt(() => call(postLearning, {}))}
              >
                {say('models.learn')}
              </Button>
            ) : (
              <p className="faint">{say('models.leadsOnly')}</p>
            )}
            <p role="alert" className="entry-wrong">
              {wrong}
            </p>
            {models.data.items.map((model) => (
              <Model key={model.language} model={model} mayChange={mayChange} choose={choose} />
            ))}
            <p className="faint models-about">{say('models.method')}</p>
          </>
        )}
      </section>
    </FeedbackFrame>
  )
}

function isUnderWay(learning: VoiceLearningJson | undefined): boolean {
  return learning?.state === 'asked' || learning?.state === 'running'
}

/** How far learning is, told to those who listen, too. */
function Progress({ learning }: { learning: VoiceLearningJson }) {
  const { say, formats } = useWords()
  const { state, done, of, language, begunAt, endedAt, nextAt } = learning
  const at = formats.moment(Date.parse((state === 'failed' ? endedAt : begunAt) ?? nextAt))
  return (
    <>
      <p role="status">
        {state === 'running' && language !== null
          ? say('models.state.learning', { language: say(`models.of.${language}`), number: done + 1, of })
          : say(`models.state.${state}`, { at })}
      </p>
      {!isUnderWay(learning) && <p>{say('models.next', { at: formats.moment(Date.parse(nextAt)) })}</p>}
    </>
  )
}

interface ModelProps {
  model: VoiceModelJson
  mayChange: boolean
  choose: (language: VoiceModelJson['language'], use: 'own' | 'shipped') => void
}

function Model({ model, mayChange, choose }: ModelProps) {
  const { say, formats } = useWords()
  const { language, uses, chosen, since, rated, needed, nights } = model
  const used = nights.find(({ better }) => better)
  const hasOwn = uses === 'own' || (chosen === 'shipped' && used !== undefined)
  const percent = (share: number | undefined) => formats.number(Math.round((share ?? 0) * 100))
  return (
    <section className="models-one" aria-labelledby={`model-${language}`}>
      <h3 id={`model-${language}`}>{say(`models.language.${language}`)}</h3>
      <p>
        <strong>{say(`models.uses.${uses}`)}</strong> {since !== null && say('models.since', { at: formats.moment(Date.parse(since)) })}{' '}
        {uses === 'own' &&
          used?.rightBefore &&
          used.rightAfter &&
          say('models.gain', {
            learned: used.learned,
            judged: used.judged,
            before: percent(used.rightBefore.share),
            after: percent(used.rightAfter.share),
          })}
        {chosen === 'shipped' && say('models.held')}
      </p>
      {rated < needed && <p>{say('models.few', { rated, missing: needed - rated, needed })}</p>}
      {rated >= needed && nights.length === 0 && <p>{say('models.notYet', { rated })}</p>}
      {mayChange && chosen === 'own' && hasOwn && (
        <Button variant="default" size="compact-sm" className="models-learn" onClick={() => choose(language, 'shipped')}>
          {say('models.shipped', { language: say(`models.of.${language}`) })}
        </Button>
      )}
      {mayChange && chosen === 'shipped' && (
        <Button variant="default" size="compact-sm" className="models-learn" onClick={() => choose(language, 'own')}>
          {say('models.own', { language: say(`models.of.${language}`) })}
        </Button>
      )}
      {nights.length > 0 && <ModelNights nights={nights} language={say(`models.language.${language}`)} />}
    </section>
  )
}
