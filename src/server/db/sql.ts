/** A piece of SQL with its parameters apart; made by `sql`. */
export class Sql {
  constructor(
    readonly strings: readonly string[],
    readonly values: readonly unknown[],
  ) {}

  /** Text with numbered parameters, and the parameters, as `Queryable.query` takes them. */
  render(): [text: string, parameters: unknown[]] {
    const parameters: unknown[] = []
    return [write(this, parameters), parameters]
  }
}

/** SQL written by hand: what is put in becomes a parameter, or a part of the text when it is SQL itself. */
export function sql(strings: TemplateStringsArray, ...values: readonly unknown[]): Sql {
  return new Sql(strings, values)
}

/** The conditions that are there, all to hold; true when there is none. */
export function all(conditions: readonly (Sql | null)[]): Sql {
  const given = conditions.filter((condition) => condition !== null)
  if (given.length === 0) return sql`true`
  return new Sql(['(', ...given.slice(1).map(() => ') AND ('), ')'], given)
}

/** Parts with commas between them. */
export function list(parts: readonly Sql[]): Sql {
  return new Sql(['', ...parts.slice(1).map(() => ', '), ''], parts)
}

/** A column of our own naming, of which there are as many as a question has parts. */
export function numbered(name: string, number: number): Sql {
  return new Sql([`${name}_${number}`], [])
}

function write({ strings, values }: Sql, parameters: unknown[]): string {
  return strings.reduce((text, part, index) => {
    const value = values[index - 1]
    return text + (value instanceof Sql ? write(value, parameters) : `$${parameters.push(value)}`) + part
  })
}
