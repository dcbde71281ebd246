// Writes who may call which route into the guide, from the routes themselves. `--check` compares.
import { readFileSync, writeFileSync } from 'node:fs'
import { directoryRoutes } from '../src/directory/routes.ts'
import { needsOf } from '../src/http/access.ts'
import { routes } from '../src/workspace/rooms.ts'

const WHO = {
  public: 'whoever asks',
  'signed-in': 'every person who has signed in',
  viewer: 'viewer',
  member: 'member',
  admin: 'admin',
  owner: 'owner',
}
const SCOPE = { viewer: 'read', member: 'write', admin: 'manage' }

const lines = [...routes, ...directoryRoutes].map(route => {
  const needs = needsOf(route)
  const ofPeople = directoryRoutes.includes(route) && route.method !== 'GET'
  const scopes = [...(ofPeople ? [] : [SCOPE[needs]]), ...(route.isPush ? ['push'] : [])].filter(Boolean)
  return `| \`${route.method} ${route.path}\` | ${WHO[needs]} | ${scopes.join(', ') || (needs === 'public' ? '' : 'none')} |`
})

const page = `# Who may do what

Written by \`npm run generate\` from the routes; the checks compare. Each role may what those before it may: viewer, member, admin,
owner. A token may what its scopes say, and never more than the person who made it. [How people come in](teams.md).

| Route | From the role | A token with |
|---|---|---|
${lines.join('\n')}

Beside these stand \`/api/auth/…\` (signing in, passwords, passkeys, second factor: everybody for themselves), \`GET /api/openapi.json\`
(whoever asks) and the live feed \`/api/live\` (viewer; no token that only pushes).
`
const target = new URL('../docs/guide/roles.md', import.meta.url)
if (process.argv.includes('--check')) process.exit(readFileSync(target, 'utf8') === page ? 0 : 1)
writeFileSync(target, page)
