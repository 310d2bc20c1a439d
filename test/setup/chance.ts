import fc from 'fast-check'

/** The seed of what tests make up: always the same, so that a run tells of a change and not of luck; another by `FUZZ_SEED`. */
export const SEED = Number(process.env['FUZZ_SEED'] ?? 20_261_122)

fc.configureGlobal({ seed: SEED })
