/** The directory's database in D1, from a terminal: over `wrangler d1 execute`, a few statements, some seconds each. */
import type { DirectoryResult, DirectorySql, DirectoryStatement } from '../../../platform/directory-sql.ts'
import type { Row, SqlValue } from '../../../platform/sql.ts'
import type { Wrangler } from './wrangler.ts'

/** `--remote`, or `--local --persist-to FOLDER`. */
export type Where = readonly string[]

interface Inlined extends DirectoryStatement {
  readonly text: string
}

export function directoryOverWrangler(wrangler: Wrangler, where: Where): DirectorySql {
  async function execute<T>(text: string): Promise<DirectoryResult<T>[]> {
    const out = await wrangler(['d1', 'execute', 'DIRECTORY', ...where, '--yes', '--json', '--command', text])
    return JSON.parse(out.slice(out.indexOf('['))) as DirectoryResult<T>[]
  }

  const inlined = (query: string, params: readonly SqlValue[]): Inlined => {
    const text = inline(query, params)
    return {
      text,
      bind: (...given) => inlined(query, given),
      all: async <T = Row>() => (await execute<T>(text))[0] ?? { results: [], meta: { changes: 0, last_row_id: 0 } },
    }
  }
  return {
    prepare: query => inlined(query, []),
    batch: statements => execute(statements.map(statement => (statement as Inlined).text).join('; ')),
    exec: execute,
  }
}

/** @throws TypeError for what a terminal cannot pass on. */
function inline(query: string, params: readonly SqlValue[]): string {
  let n = 0
  return query.replaceAll('?', () => literal(params[n++]))
}

function literal(value: SqlValue | undefined): string {
  if (value === null || value === undefined) return 'NULL'
  if (typeof value === 'number') return String(value)
  if (typeof value === 'string') return `'${value.replaceAll("'", "''")}'`
  throw new TypeError('bytes cannot be written into a statement here')
}
