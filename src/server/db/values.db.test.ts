import fc from 'fast-check'
import { expect, it } from 'vitest'
import { describeDatabases } from './testing.ts'
import { instantText, instantsText, json } from './values.ts'

// PostgreSQL keeps neither the character of code 0 nor halves of surrogate pairs.
const text = fc.string({ unit: 'binary' }).map((value) => value.replaceAll('\0', ''))
const instant = fc.integer({ min: Date.parse('0001-01-01T00:00:00.000Z'), max: Date.parse('9999-12-31T23:59:59.999Z') })
// Numbers go as decimal text, and there zero has no sign.
const double = fc.double().map((value) => (value === 0 ? 0 : value))
const jsonValue = fc.jsonValue().map((value) => JSON.parse(JSON.stringify(value).replaceAll(String.raw`\u0000`, '')) as unknown)
const orNull = <Value>(values: fc.Arbitrary<Value>) => fc.option(values, { nil: null })

describeDatabases('values', (open) => {
  it('come back as they went, alone and in arrays', async () => {
    const database = await open()
    const value = fc.record({
      text: orNull(text),
      integer: orNull(fc.maxSafeInteger()),
      double: orNull(double),
      boolean: orNull(fc.boolean()),
      at: orNull(instant),
      json: jsonValue,
      bytes: orNull(fc.uint8Array()),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(value, { maxLength: 20 }), async (rows) => {
        const columns = [
          rows.map((row) => row.text),
          rows.map((row) => row.integer),
          rows.map((row) => row.double),
          rows.map((row) => row.boolean),
          instantsText(rows.map((row) => row.at)),
          rows.map((row) => json(row.json)),
          rows.map((row) => row.bytes),
        ]
        const unnested = await database.query(
          `SELECT text, integer, double, "boolean", at, json, bytes
             FROM unnest($1::text[], $2::int8[], $3::float8[], $4::bool[], $5::timestamptz[], $6::jsonb[], $7::bytea[])
             WITH ORDINALITY AS row (text, integer, double, "boolean", at, json, bytes, place) ORDER BY place`,
          columns,
        )
        expect(unnested).toEqual(rows)
        const [arrays] = await database.query(
          'SELECT $1::text[] AS text, $2::int8[] AS integer, $3::float8[] AS double, $4::bool[] AS boolean, $5::timestamptz[] AS at, $6::jsonb[] AS json, $7::bytea[] AS bytes',
          columns,
        )
        expect(arrays).toEqual({
          text: rows.map((row) => row.text),
          integer: rows.map((row) => row.integer),
          double: rows.map((row) => row.double),
          boolean: rows.map((row) => row.boolean),
          at: rows.map((row) => row.at),
          json: rows.map((row) => row.json),
          bytes: rows.map((row) => row.bytes),
        })
        const row = rows[0]
        if (row === undefined) return
        const [single] = await database.query(
          'SELECT $1::text AS text, $2::int8 AS integer, $3::float8 AS double, $4::bool AS boolean, $5::timestamptz AS at, $6::jsonb AS json, $7::bytea AS bytes',
          [row.text, row.integer, row.double, row.boolean, row.at === null ? null : instantText(row.at), json(row.json), row.bytes],
        )
        expect(single).toEqual(row)
      }),
      { numRuns: 60 },
    )
  })
})
