import { Button } from '@mantine/core'
import { useState, type RefObject } from 'react'
import { writeCsv } from '../csv.ts'
import { useWords } from '../i18n/useWords.ts'
import { pictureAsPng, pictureAsSvg } from './pictureFile.ts'

interface Props {
  /** What it shows as rows, its head first. */
  rows: () => (string | number | null)[][]
  /** The picture on the screen; null where there is none. */
  picture: RefObject<SVGSVGElement | null> | null
  name: string
}

function save(file: Blob, name: string): void {
  const address = URL.createObjectURL(file)
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(address), 10_000)
}

/** Saves the picture as PNG or SVG and what it shows as CSV. */
export function Downloads({ rows, picture, name }: Props) {
  const { say, formats } = useWords()
  const [hasFailed, setHasFailed] = useState(false)
  const file = (ending: string) => `polku-${name.replaceAll(/[^\p{L}\p{N}-]+/gu, '-')}.${ending}`
  const saveCsv = () => save(new Blob([writeCsv(rows(), formats)], { type: 'text/csv;charset=utf-8' }), file('csv'))
  const savePicture = async (ending: 'png' | 'svg') => {
    if (!picture?.current) return
    try {
      save(await (ending === 'png' ? pictureAsPng(picture.current) : pictureAsSvg(picture.current)), file(ending))
      setHasFailed(false)
    } catch {
      setHasFailed(true)
    }
  }
  return (
    <div className="downloads" role="group" aria-label={say('download.label')}>
      <span className="faint">{say('download.label')}</span>
      {picture && (
        <>
          <Button variant="subtle" size="compact-sm" onClick={() => void savePicture('png')}>
            PNG
          </Button>
          <Button variant="subtle" size="compact-sm" onClick={() => void savePicture('svg')}>
            SVG
          </Button>
        </>
      )}
      <Button variant="subtle" size="compact-sm" onClick={saveCsv}>
        CSV
      </Button>
      {hasFailed && <span role="alert">{say('download.failed')}</span>}
    </div>
  )
}
