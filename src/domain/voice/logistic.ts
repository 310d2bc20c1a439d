import { chanceFrom, shuffle } from './chance.ts'

/** Texts as features, one after another: those of text n lie from starts[n] to starts[n + 1]. */
export interface Samples {
  starts: Int32Array
  places: Int32Array
  values: Float32Array
  /** Share of negative and of positive for each text, two numbers a text; what is left to 1 is neutral. */
  wanted: Float32Array
  /** How much each text counts. */
  weights: Float32Array
}

/** How a model is learned. */
export interface Learning {
  places: number
  rounds: number
  /** Length of a step at the start. */
  step: number
  /** Pull of every weight towards where it began, a round. */
  pull: number
  seed: number
}

/** Weights towards negative and positive against neutral, by place, and without any feature. */
export interface Weights {
  negative: Float32Array
  positive: Float32Array
  bias: [number, number]
}

/** Weights that say nothing. */
export function noWeights(places: number): Weights {
  return { negative: new Float32Array(places), positive: new Float32Array(places), bias: [0, 0] }
}

/** Learns a logistic regression over negative, neutral and positive by adaptive steps in an order of chance; the same for the same seed. */
export function learnWeights(samples: Samples, { places, rounds, step, pull, seed }: Learning): Weights {
  const { negative, positive, bias } = noWeights(places)
  const [seenNegative, seenPositive] = [new Float32Array(places).fill(1e-3), new Float32Array(places).fill(1e-3)]
  const seenBias = [1e-3, 1e-3]
  const count = samples.weights.length
  const order = Int32Array.from({ length: count }, (_, at) => at)
  const chance = chanceFrom(seed)
  for (let round = 0; round < rounds; round++) {
    shuffle(order, chance)
    const rate = step * (1 - (0.8 * round) / rounds)
    for (const text of order) {
      const [from, to] = [samples.starts[text]!, samples.starts[text + 1]!]
      let [low, high] = bias
      for (let at = from; at < to; at++) {
        const place = samples.places[at]!
        low += negative[place]! * samples.values[at]!
        high += positive[place]! * samples.values[at]!
      }
      const [pNegative, pPositive] = shares(low, high)
      const weight = samples.weights[text]!
      const gNegative = (pNegative - samples.wanted[2 * text]!) * weight
      const gPositive = (pPositive - samples.wanted[2 * text + 1]!) * weight
      seenBias[0]! += gNegative * gNegative
      seenBias[1]! += gPositive * gPositive
      bias[0] -= (rate * gNegative) / Math.sqrt(seenBias[0]!)
      bias[1] -= (rate * gPositive) / Math.sqrt(seenBias[1]!)
      for (let at = from; at < to; at++) {
        const place = samples.places[at]!
        const value = samples.values[at]!
        const [a, b] = [gNegative * value + pull * negative[place]!, gPositive * value + pull * positive[place]!]
        negative[place]! -= (rate * a) / Math.sqrt((seenNegative[place]! += a * a))
        positive[place]! -= (rate * b) / Math.sqrt((seenPositive[place]! += b * b))
      }
    }
  }
  return { negative, positive, bias }
}

/** The shares of negative and positive for their weights against neutral's 0. */
export function shares(low: number, high: number): [negative: number, positive: number] {
  const most = Math.max(0, low, high)
  const [a, b, none] = [Math.exp(low - most), Math.exp(high - most), Math.exp(-most)]
  const all = a + b + none
  return [a / all, b / all]
}
