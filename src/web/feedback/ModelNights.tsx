import type { VoiceModelNight } from '../../api/voiceModel.ts'
import { useWords } from '../i18n/useWords.ts'

const SHARES = ['rightBefore', 'rightAfter', 'sidesBefore', 'sidesAfter'] as const

/** What came of learning a language, night by night; `language` as it is named. */
export function ModelNights({ nights, language }: { nights: readonly VoiceModelNight[]; language: string }) {
  const { say, formats } = useWords()
  const whole = (value: number) => formats.number(Math.round(value * 100))
  const share = (told: VoiceModelNight['rightBefore']) =>
    told === null ? say('said.few') : say('said.share', { share: whole(told.share), low: whole(told.low), high: whole(told.high) })
  const heads = ['learned', 'judged', ...SHARES, 'apart'] as const
  return (
    <details>
      <summary>{say('models.nights', { count: nights.length })}</summary>
      {/* Scrolled with the keyboard, too. */}
      <div className="rows-wide" role="region" aria-label={`${language}: ${say('models.nights', { count: nights.length })}`} tabIndex={0}>
        <table className="rows">
          <thead>
            <tr>
              <th scope="col">{say('models.at')}</th>
              <th scope="col">{say('models.result')}</th>
              {heads.map((head) => (
                <th key={head} scope="col" className="number">
                  {say(`models.${head}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {nights.map(({ id, at, better, against, learned, judged, gained, lost, ...shares }) => (
              <tr key={id}>
                <th scope="row">
                  <time dateTime={at}>{formats.moment(Date.parse(at))}</time>
                </th>
                <td>{say(better ? 'models.better' : against === 'own' ? 'models.notBetterOwn' : 'models.notBetter')}</td>
                <td className="number">{formats.number(learned)}</td>
                <td className="number">{formats.number(judged)}</td>
                {SHARES.map((each) => (
                  <td key={each} className="number">
                    {share(shares[each])}
                  </td>
                ))}
                <td className="number">
                  {formats.number(gained)} / {formats.number(lost)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  )
}
