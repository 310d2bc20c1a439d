import type { MentionJson } from '../../api/mention.ts'
import { useWords } from '../i18n/useWords.ts'

/** Where a mention stands, with the way there; our address is not told, and no favour is done. */
export function MentionSource({ mention: { source, url } }: { mention: Pick<MentionJson, 'source' | 'url'> }) {
  const { say } = useWords()
  if (url === null) return <>{source}</>
  return (
    <a href={url} target="_blank" rel="noopener noreferrer nofollow" aria-label={say('mentions.openAt', { source })}>
      {source}
    </a>
  )
}
