import { route } from '../../http/route.ts'
import { found, searchQuery } from './schema.ts'
import { searchTurns } from './search-turns.ts'

export const searchRoutes = [
  route({
    method: 'GET',
    path: '/api/search',
    summary: 'Turns of all conversation by their words, the most relevant and newest first',
    query: searchQuery,
    answer: found,
    run: (call, { query }) => searchTurns(call, query),
  }),
]
