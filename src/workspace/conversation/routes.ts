import { resource } from '../../http/resource.ts'
import { changeTurn, createTurn, deleteTurn } from './keep-turns.ts'
import { newTurn, turn, turnChange, turnQuery } from './schema.ts'
import { getTurn, listTurns } from './store.ts'

export const conversationRoutes = resource({
  path: '/api/conversation',
  noun: 'a turn of a conversation',
  listed: 'Turns, in the order they were said',
  row: turn,
  query: turnQuery,
  new: newTurn,
  change: turnChange,
  list: ({ sql }, query) => listTurns(sql, query),
  get: ({ sql }, id) => getTurn(sql, id),
  create: createTurn,
  update: changeTurn,
  remove: deleteTurn,
})
