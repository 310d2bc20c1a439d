import type { DefinitionChange } from '../../../domain/journey/compareDefinitions.ts'
import { useWords } from '../../i18n/useWords.ts'
import { prepareChanges, type Named } from './prepareChanges.ts'

/** What differs between two definitions, in words. */
export function Changes({ changes, named }: { changes: readonly DefinitionChange[]; named: Named }) {
  const words = useWords()
  const { say } = words
  if (changes.length === 0) return <p>{say('define.noChanges')}</p>
  return (
    <ul className="define-changes">
      {prepareChanges(changes, named, words).map(({ id, title, fields }) => (
        <li key={id}>
          <strong>{title}</strong>
          {fields.length > 0 && (
            <dl>
              {fields.map(({ field, before, after }) => (
                <div key={field}>
                  <dt>{field}</dt>
                  <dd>
                    <span className="define-before">{before}</span> <span aria-hidden="true">→</span>{' '}
                    <span className="hidden">{say('define.becomes')}</span> {after}
                  </dd>
                </div>
              ))}
            </dl>
          )}
        </li>
      ))}
    </ul>
  )
}
