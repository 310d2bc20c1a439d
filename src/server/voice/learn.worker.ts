import { parentPort } from 'node:worker_threads'
import { compareModels, FEWEST_TO_JUDGE, heldOutFifth, learnFromScores, type RatedComment } from '../../domain/voice/learnScores.ts'
import { readSentimentModel, writeSentimentModel } from '../../domain/voice/sentimentModel.ts'
import { openCalls } from '../journey/indexCalls.ts'
import type { LearnOrders } from './learnThread.ts'
import { shippedModel } from './openVoices.ts'

// Learns models in a thread of its own: twenty thousand comments take a core for some twenty seconds.

const SEED = 1
let taken: RatedComment[] = []

openCalls<Record<string, never>>(parentPort!, {
  take: (comments) => void (taken = [...taken, ...comments]),
  learn: (language, inUse) => {
    const { learn, judge } = heldOutFifth(taken)
    taken = []
    if (judge.length < FEWEST_TO_JUDGE) return null
    const base = shippedModel(language)
    const learned = learnFromScores(learn, base, SEED)
    const compared = compareModels(judge, inUse === null ? base : readSentimentModel(inUse), learned)
    return { learned: learn.length, compared, bytes: compared.isBetter ? writeSentimentModel(learned) : null }
  },
} satisfies { [Name in keyof LearnOrders]: (...given: Parameters<LearnOrders[Name]>) => Awaited<ReturnType<LearnOrders[Name]>> })
