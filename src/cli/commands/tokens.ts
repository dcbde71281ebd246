import { command, EXIT } from '../command.ts'
import { Failure } from '../failure.ts'
import { tableText } from '../table.ts'
import { withWorkspace } from '../with-workspace.ts'

/** Where nobody looks: a pipe. */
const WIDTH = 120
const SCOPES = ['push', 'read', 'write', 'manage', 'move'] as const
type Scope = (typeof SCOPES)[number]

export default command({
  options: {
    add: { type: 'text', value: 'NAME', about: 'A new token; it is shown once' },
    scopes: {
      type: 'text',
      value: 'LIST',
      about: 'What it may: push, read, write, manage; read where nothing is said',
    },
    days: { type: 'integer', value: 'N', about: 'Until it expires; never where nothing is said', min: 1, max: 3650 },
    remove: { type: 'integer', value: 'N', about: 'Take a token back, by its number', min: 1 },
  },
  examples: [
    ['paas tokens', 'Every token, and when it was last used'],
    ['paas tokens --add ci --scopes read,write --days 90', 'For a program that reads and writes'],
    ['paas tokens --remove 3', 'It is worth nothing from now on'],
  ],
  notes: ['A program sends it as `Authorization: Bearer paas_…`. A token makes no other and lets nobody in.'],
  async run({ values, out, env }) {
    const { add, scopes, days, remove } = values
    if (add !== undefined && remove !== undefined) throw new Failure('One at a time.', { code: 'usage' })
    const wanted = add === undefined ? [] : scopesOf(scopes ?? 'read')
    return withWorkspace(env, async client => {
      if (add !== undefined) {
        const { id, token } = await client.createToken({ name: add, scopes: wanted, expires_in_days: days ?? null })
        out.notice('This is shown once; only its hash is kept.')
        out.answer({ id, token }, token)
        return EXIT.done
      }
      if (remove !== undefined) {
        await client.revokeToken(remove)
        out.answer({ removed: remove }, `Token ${remove} is worth nothing any more.`)
        return EXIT.done
      }
      const tokens = await client.listTokens()
      const rows = tokens.map(token => [
        String(token.id),
        token.name,
        token.scopes.join(', '),
        token.made_by,
        token.last_used_at?.slice(0, 10) ?? 'never',
        token.expires_at?.slice(0, 10) ?? 'never',
      ])
      const columns = [
        { head: 'No', right: true },
        { head: 'Name', least: 8 },
        { head: 'May' },
        { head: 'Made by' },
        { head: 'Last used' },
        { head: 'Expires' },
      ]
      const width = process.stdout.columns ?? WIDTH
      out.answer(
        { tokens },
        tokens.length > 0 ? tableText(columns, rows, { width, style: out.style }) : 'No token yet.',
      )
      return tokens.length > 0 ? EXIT.done : EXIT.nothing
    })
  },
})

function scopesOf(text: string): Scope[] {
  const said = text.split(',').map(scope => scope.trim())
  const known = said.filter((scope): scope is Scope => (SCOPES as readonly string[]).includes(scope))
  if (known.length === said.length) return known
  throw new Failure(`"${text}" names a scope that there is not.`, {
    code: 'usage',
    suggestion: `Any of ${SCOPES.join(', ')}, with commas between them.`,
  })
}
