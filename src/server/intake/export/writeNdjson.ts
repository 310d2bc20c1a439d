import type { Encounter } from '../../../domain/encounter/encounter.ts'
import { encounterJson } from '../../../domain/encounter/schema.ts'
import type { CustomerStatement } from '../tellStatements.ts'
import type { FormatWriter } from './format.ts'
import { mentionInput } from './mentionJson.ts'
import { statementJson } from './statementJson.ts'

/** Encounters a line as the doors take them; statements, judgements and mentions a line each, under the word that says which. */
export function ndjsonWriter(): FormatWriter {
  return {
    begin: () => '',
    judgement: (judgement) => `${JSON.stringify({ judgement })}\n`,
    statement: (statement: CustomerStatement) => `${JSON.stringify({ statement: statementJson(statement) })}\n`,
    placed: ({ body }) => line(body),
    awaiting: line,
    mention: (row) => `${JSON.stringify({ mention: mentionInput(row) })}\n`,
    end: () => '',
  }
}

function line(encounter: Encounter): string {
  const { assumedInitiator } = encounter
  return `${JSON.stringify({ ...encounterJson(encounter), ...(assumedInitiator !== undefined && { assumedInitiator }) })}\n`
}
