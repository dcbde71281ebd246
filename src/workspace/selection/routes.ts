import { route } from '../../http/route.ts'
import { one } from '../../http/shapes.ts'
import { selected, selection } from './schema.ts'
import { selectBestAccount } from './select-best-account.ts'

export const selectionRoutes = [
  route({
    method: 'POST',
    path: '/api/private/select-best-account',
    summary: 'The best account to work with now, why, and who comes next; with lease_seconds also claim it',
    body: selection,
    onlyReads: ({ lease_seconds }) => lease_seconds === undefined,
    answer: one(selected),
    run: (call, { body }) => ({ data: selectBestAccount(call, body) }),
  }),
]
