import { describe, expect, it } from 'vitest'
import { fi } from '../i18n/fi.ts'
import { openWords } from '../i18n/words.ts'
import { commandsFor, findCommands } from './commands.ts'

const words = openWords(
  'fi',
  (key) => fi[key],
  {
    journeys: { loan: { fi: 'Autolainan haku' } },
    touchpoints: { call: { fi: 'Soitto asiakkaalle' } },
    channels: {},
    stages: {},
    teams: {},
  },
  'Europe/Helsinki',
)
const find = (text: string, role: 'admin' | 'agent' | null = 'agent') =>
  findCommands(text, commandsFor(words, role, { journeys: ['loan'], touchpoints: ['call'] }), 'Koppi').map(({ title }) => title)

describe('what can be gone to from the field at the top', () => {
  it('is found by beginnings of words in any order', () => {
    expect(find('kop')).toEqual(['Kopit', 'Koppien luvut'])
    expect(find('soitto')).toEqual(['Soitto asiakkaalle'])
    expect(find('haku auto')).toEqual(['Autolainan haku'])
    expect(find('ulko tum')).toEqual(['Tumma'])
    expect(find('svenska')).toEqual(['Svenska'])
    expect(find('xyz')).toEqual([])
  })

  it('is a case by its number, as it is written or without its mark', () => {
    expect(find('K-12')).toEqual(['K-12'])
    expect(find('k12')).toEqual(['K-12'])
    expect(find('K-')).not.toContain('K-')
  })

  it('is what one’s role has, the places first', () => {
    expect(find('', null).slice(0, 7)).toEqual(['Tilanne', 'Asiakkaat', 'Polut', 'Kopit', 'Palaute', 'Palautteen luvut', 'Kyselyt'])
    expect(find('henkilöt', 'agent')).toEqual([])
    expect(find('henkilöt', 'admin')).toEqual(['Henkilöt'])
  })
})
