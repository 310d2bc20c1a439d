import { Button } from '@mantine/core'
import { useState, type RefObject } from 'react'
import { useWords } from '../i18n/useWords.ts'
import { fileName, saveFile, saveRows, type Rows } from '../saveFile.ts'
import { pictureAsPng, pictureAsSvg } from './pictureFile.ts'

interface Props {
  /** What it shows as rows, its head first. */
  rows: () => Rows
  /** The picture on the screen; null where there is none. */
  picture: RefObject<SVGSVGElement | null> | null
  name: string
}

/** Saves the picture as PNG or SVG and what it shows as CSV or an Excel workbook. */
export function Downloads({ rows, picture, name }: Props) {
  const { say, formats } = useWords()
  const [hasFailed, setHasFailed] = useState(false)
  const save = async (as: 'png' | 'svg' | 'csv' | 'xlsx') => {
    try {
      if (as === 'csv' || as === 'xlsx') await saveRows(rows(), name, as, formats)
      else if (picture?.current) saveFile(await (as === 'png' ? pictureAsPng : pictureAsSvg)(picture.current), fileName(name, as))
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
          <Button variant="subtle" size="compact-sm" onClick={() => void save('png')}>
            PNG
          </Button>
          <Button variant="subtle" size="compact-sm" onClick={() => void save('svg')}>
            SVG
          </Button>
        </>
      )}
      <Button variant="subtle" size="compact-sm" onClick={() => void save('csv')}>
        CSV
      </Button>
      <Button variant="subtle" size="compact-sm" onClick={() => void save('xlsx')}>
        Excel
      </Button>
      {hasFailed && <span role="alert">{say('download.failed')}</span>}
    </div>
  )
}
