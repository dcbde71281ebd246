/** Whether the directory's database is of this version: on Cloudflare it is brought up to date apart from the code. */
import { type Problem, problemsOf } from '../core/problem.ts'
import { type DirectorySql, listRows } from '../platform/directory-sql.ts'

/** Those of ./migrations, in their order. */
export const DIRECTORY_MIGRATIONS: readonly string[] = ['0001_directory.sql']

const problem = problemsOf({
  'directory-too-new': (d: { found: string }) => ({
    status: 500,
    error: `The directory is of a newer version of paas (it has ${d.found}). Nothing was changed.`,
    suggestion: 'Deploy or install the newer version again.',
  }),
  'directory-too-old': (d: { missing: string }) => ({
    status: 503,
    error: `The directory is of an older version of paas (${d.missing} is missing). Nothing was changed.`,
    suggestion: 'Run `npm run db:migrate:prod` where it was deployed from.',
    retryAfterSeconds: 30,
  }),
})

/** @returns why it cannot be used with this version; null where it can. */
export async function refuseDirectory(sql: DirectorySql): Promise<Problem | null> {
  const applied = await listApplied(sql)
  const found = applied.find(name => !DIRECTORY_MIGRATIONS.includes(name))
  if (found !== undefined) return problem('directory-too-new', { found })
  const missing = DIRECTORY_MIGRATIONS.find(name => !applied.includes(name))
  return missing === undefined ? null : problem('directory-too-old', { missing })
}

/** As wrangler keeps it, on Node too. */
async function listApplied(sql: DirectorySql): Promise<string[]> {
  const isThere = await listRows(sql, "SELECT 1 AS yes FROM sqlite_master WHERE name = 'd1_migrations'")
  if (isThere.length === 0) return []
  return (await listRows<{ name: string }>(sql, 'SELECT name FROM d1_migrations ORDER BY id')).map(({ name }) => name)
}
