import 'vitest'

/** What the global set-ups hand to the tests through `inject`. */
declare module 'vitest' {
  interface ProvidedContext {
    postgresUrl: string
    chromiumPath: string
    keptFolder: string
    emptyDatabase: string
  }
}
