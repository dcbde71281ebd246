import { isAtLeast } from '../../http/access.ts'
import { route } from '../../http/route.ts'
import { personOf } from '../who-sees.ts'
import { peopleAnswer } from './schema.ts'
import { listPeople } from './store.ts'

export const peopleRoutes = [
  route({
    method: 'GET',
    path: '/api/people',
    summary: 'Who belongs to the workspace; their e-mail addresses for admins only',
    answer: peopleAnswer,
    run: ({ sql, principal }) => ({
      data: listPeople(sql).map(({ email, ...person }) =>
        isAtLeast(principal.role, 'admin') ? { ...person, email } : person,
      ),
      me: personOf(principal),
    }),
  }),
]
