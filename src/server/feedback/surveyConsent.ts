/** A consent of this purpose that was refused is an opt-out of being asked anything. */
export const SURVEYS = 'surveys'

/**
 * SQL of whether a customer (an expression of their number) declines surveys by what was said last, up to a moment (an expression in ms since
 * 1970 UTC) when one is given; null where nothing was said.
 */
export const declinesSurveys = (customer: string, until?: string): string =>
  `(SELECT value = 'false'::jsonb FROM statements, jsonb_each(consents) WHERE customer_id = ${customer} AND key = '${SURVEYS}'
    ${until === undefined ? '' : `AND at <= ${until}`} ORDER BY at DESC, identifier COLLATE "C" LIMIT 1)`
