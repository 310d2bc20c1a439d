import { Button } from '@mantine/core'
import type { ThemeJson } from '../../../api/themes.ts'
import { useWords } from '../../i18n/useWords.ts'
import type { ThemeEdit } from './useThemeEdit.ts'

/** Saves what was written on a theme or drops it; when somebody else changed it meanwhile, says who and what can be done. */
export function ThemeSave({ edit, theme, mayChange }: { edit: ThemeEdit; theme: ThemeJson; mayChange: boolean }) {
  const { say } = useWords()
  const { isChanged, isBehind, isBusy, problems, wrong, status } = edit
  if (!mayChange) return <p className="faint">{say('themes.leadsOnly')}</p>
  const refused = status === 422 ? say('themes.refused', { message: problems.map(({ message }) => message).join('; ') }) : wrong
  return (
    <div className="theme-save" data-changed={isChanged || undefined}>
      {isBehind ? (
        <div role="alert" className="theme-conflict">
          <p>{say('themes.conflict', { name: theme.history[0]?.by ?? say('themes.somebody') })}</p>
          <div className="survey-acts">
            <Button disabled={isBusy} onClick={() => void edit.takeTheirs()}>
              {say('themes.takeTheirs')}
            </Button>
            {isChanged && (
              <Button variant="default" disabled={isBusy} onClick={() => void edit.keepMine()}>
                {say('themes.keepMine')}
              </Button>
            )}
          </div>
        </div>
      ) : (
        isChanged && (
          <div className="survey-acts">
            <strong>{say('themes.unsaved')}</strong>
            <Button disabled={isBusy} onClick={() => void edit.save()}>
              {say('themes.save')}
            </Button>
            <Button variant="default" disabled={isBusy} onClick={edit.drop}>
              {say('themes.drop')}
            </Button>
          </div>
        )
      )}
      <p role="alert" className="entry-wrong">
        {!isBehind && refused}
      </p>
    </div>
  )
}
