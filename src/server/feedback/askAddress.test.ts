import { expect, it } from 'vitest'
import { doorSettingsSchema } from '../../domain/feedback/door.ts'
import { doorAddress, doorSnippet } from './askAddress.ts'

it('each kind of door has the address at which it is answered, and a widget the line that brings it', () => {
  const at = 'https://polku.example'
  const told = [{ kind: 'link' }, { kind: 'kiosk' }, { kind: 'widget' }, { kind: 'widget', place: 'inline' }].map((given) => {
    const settings = doorSettingsSchema.parse(given)
    return [doorAddress(at, { id: 'd1', kind: settings.kind }), doorSnippet(at, { id: 'd1', settings })]
  })
  expect(told).toEqual([
    ['https://polku.example/r/d/d1', null],
    ['https://polku.example/r/kiosk/d1', null],
    ['https://polku.example/r/d/d1', '<script src="https://polku.example/w.js" data-door="d1" async></script>'],
    ['https://polku.example/r/d/d1', '<script src="https://polku.example/w.js" data-door="d1" data-place="inline" async></script>'],
  ])
})
