import { bringThemeBack, type ThemeJson } from '../../../api/themes.ts'
import { call } from '../../client.ts'
import { useWords } from '../../i18n/useWords.ts'
import { showForm } from './prepareForms.ts'
import type { ThemeEdit } from './useThemeEdit.ts'
import { useThemeNames } from './useThemes.ts'

/** What was done to a theme and by whom; what it was then can be brought back. */
export function ThemeHistory({ theme, edit, mayChange }: { theme: ThemeJson; edit: ThemeEdit; mayChange: boolean }) {
  const { say, formats } = useWords()
  const nameOf = useThemeNames()
  const { key, history, revision, shipped, changed } = theme
  const bring = (to: number) =>
    void edit.doing(say('themes.backDone'), () => call(bringThemeBack, { params: { key }, body: { to, revision } }))
  return (
    <section className="theme-history" aria-labelledby="theme-history">
      <h3 id="theme-history">{say('themes.history')}</h3>
      {history.length === 0 && <p>{say('themes.historyNone')}</p>}
      <ol className="theme-changes">
        {history.map((change) => {
          const when = formats.moment(Date.parse(change.at))
          return (
            <li key={change.revision}>
              <p>
                <strong>{say(`themes.act.${change.act}`)}</strong>{' '}
                <span className="faint">
                  <time dateTime={change.at}>{when}</time>, {change.by ?? say('themes.byProgram')}
                </span>
              </p>
              {change.what !== null && <p>{change.act === 'merged' ? nameOf(change.what) : tellWords(change.what)}</p>}
              {mayChange && change.revision !== revision && (
                <button
                  type="button"
                  className="text-link"
                  disabled={edit.isBusy}
                  aria-label={say('themes.backToOf', { when })}
                  onClick={() => bring(change.revision)}
                >
                  {say('themes.backTo')}
                </button>
              )}
            </li>
          )
        })}
      </ol>
      {mayChange && shipped && changed && (
        <button type="button" className="text-link" disabled={edit.isBusy} onClick={() => bring(0)}>
          {say('themes.asShipped')}
        </button>
      )}
    </section>
  )
}

/** "+=app, −(jono)" as people see it: "+app, −(jono…)". */
function tellWords(what: string): string {
  return what.replace(/([+−]\(?)([^,()]+)/gu, (_whole, sign: string, form: string) => sign + showForm(form))
}
