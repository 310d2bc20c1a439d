import { Button } from '@mantine/core'
import { useWords } from '../../i18n/useWords.ts'
import { Conditions } from './Conditions.tsx'
import { useEditing } from './editing.ts'
import { fieldOf, orNone, type Thanks } from './edits.ts'
import { LineField } from './Fields.tsx'
import { TextsField } from './TextsField.tsx'

const MOST = 10

/** Words of thanks by score; the first whose conditions hold is shown. */
export function ThanksCards() {
  const { say } = useWords()
  const { content, mayEdit, change } = useEditing()
  const { thanks } = content
  const set = (index: number, next: Thanks, field?: string) =>
    change((from) => ({ ...from, thanks: from.thanks.map((each, place) => (place === index ? next : each)) }), field)
  const shift = (index: number, by: number) =>
    change((from) => ({ ...from, thanks: from.thanks.toSpliced(index, 1).toSpliced(index + by, 0, from.thanks[index]!) }))
  const fresh = (): Thanks => ({
    if: [],
    title: Object.fromEntries(Object.entries(FRESH).filter(([language]) => content.languages.includes(language))),
  })
  return (
    <section className="survey-section" aria-labelledby="survey-thanks">
      <h2 id="survey-thanks">{say('survey.thanks')}</h2>
      <p className="faint">{say('survey.thanksHint')}</p>
      <ol className="survey-cards">
        {thanks.map((each, index) => (
          <li key={index} className="survey-card">
            <fieldset className="survey-card-body" disabled={!mayEdit}>
              <legend className="hidden">{say('survey.thanksNumber', { number: index + 1 })}</legend>
              <h3>{say('survey.thanksNumber', { number: index + 1 })}</h3>
              <ThanksFields thanks={each} index={index} set={(next, field) => set(index, next, field)} />
              <div className="survey-acts">
                <Button variant="default" size="compact-sm" disabled={index === 0} onClick={() => shift(index, -1)}>
                  {say('survey.earlier')}
                </Button>
                <Button variant="default" size="compact-sm" disabled={index === thanks.length - 1} onClick={() => shift(index, 1)}>
                  {say('survey.later')}
                </Button>
                <Button
                  variant="default"
                  size="compact-sm"
                  onClick={() => change((from) => ({ ...from, thanks: from.thanks.toSpliced(index, 1) }))}
                >
                  {say('survey.removeThanks')}
                </Button>
              </div>
            </fieldset>
          </li>
        ))}
      </ol>
      {mayEdit && thanks.length < MOST && (
        <Button variant="default" size="compact-sm" onClick={() => change((from) => ({ ...from, thanks: [...from.thanks, fresh()] }))}>
          {say('survey.addThanks')}
        </Button>
      )}
    </section>
  )
}

const FRESH = { fi: 'Kiitos vastauksestasi!', sv: 'Tack för ditt svar!', en: 'Thank you for your answer!' }

function ThanksFields({ thanks, index, set }: { thanks: Thanks; index: number; set: (next: Thanks, field?: string) => void }) {
  const { say } = useWords()
  const { content, faultAt } = useEditing()
  const at = fieldOf('thanks', index)
  const { link, text: words, ...rest } = thanks
  const linked = (next: Thanks['link']): Thanks => ({ ...rest, ...(words && { text: words }), ...(next && { link: next }) })
  return (
    <div className="survey-fields">
      <Conditions
        legend={say('survey.thanksIf')}
        none={say('survey.thanksAll')}
        conditions={thanks.if}
        before={content.questions.length}
        field={`${at}.if`}
        change={(conditions) => set({ ...thanks, if: conditions })}
      />
      <TextsField
        label={say('survey.thanksTitle')}
        texts={thanks.title}
        field={`${at}.title`}
        change={(title) => set({ ...thanks, title }, `${at} title`)}
      />
      <TextsField
        label={say('survey.thanksText')}
        texts={words}
        field={`${at}.text`}
        most={2000}
        isLong
        change={(next) => {
          const text = orNone(next)
          set({ ...rest, ...(text && { text }), ...(link && { link }) }, `${at} text`)
        }}
      />
      <LineField
        label={say('survey.thanksLink')}
        type="url"
        most={2000}
        value={link?.address ?? ''}
        fault={faultAt(`${at}.link`)}
        change={(address) => set(linked(address === '' ? undefined : { address, text: link?.text ?? {} }), `${at} link`)}
      />
      {link && (
        <TextsField
          label={say('survey.thanksLinkText')}
          texts={link.text}
          field={`${at}.link.text`}
          change={(text) => set(linked({ ...link, text }), `${at} link text`)}
        />
      )}
    </div>
  )
}
