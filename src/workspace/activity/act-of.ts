/** What a request did, as the activity log has it: the route, the thing, the fields that were given; never what stood in them. */
import type { Route } from '../../http/route.ts'
import type { Act } from './enter-log.ts'

/** Routes that are named after what they do, and what they do it to. */
const THINGS: Readonly<Record<string, string>> = {
  archive: 'workspace',
  'batch-create-accounts': 'accounts',
  'batch-update-accounts': 'accounts',
  'import-project': 'projects',
  rewind: 'workspace',
  'select-best-account': 'accounts',
}

type Values = Readonly<Record<string, unknown>>

/** The thing is the row that the path names, that was made, or that the body speaks of. */
export function actOf({ method, path }: Route, input: { params: unknown; body: unknown }, outcome: object): Act {
  const [, , first = '', second = ''] = path.split('/')
  const name = first === 'private' ? second : first
  const body = asValues(input.body)
  const id = Object.values(asValues(input.params))[0] ?? asValues(outcome)['id']
  const thing = THINGS[name] ?? name
  const fields = Object.keys(body)
  return {
    action: `${method} ${path}`,
    subject: name === 'auto-rotate' ? handedOver(body, asValues(outcome)) : id === undefined ? thing : `${thing}/${id}`,
    ...(fields.length > 0 && { data: { fields, ...idsOf(body) } }),
  }
}

/** The answer names the session that goes on, not the one that was handed over: where the body does not, the handoff does. */
function handedOver(body: Values, outcome: Values): string {
  if (body['session_id'] !== undefined) return `sessions/${body['session_id']}`
  return outcome['handoff_id'] === undefined ? 'sessions' : `handoffs/${outcome['handoff_id']}`
}

const asValues = (value: unknown): Values => (value && typeof value === 'object' ? (value as Values) : {})

/** `project_id: 3`, `ids: [1, 2]`: which other things the request speaks of. */
function idsOf(body: Values): Values {
  const isId = ([name, value]: [string, unknown]) =>
    (name.endsWith('_id') && typeof value === 'number') || (name === 'ids' && Array.isArray(value))
  return Object.fromEntries(Object.entries(body).filter(isId))
}
