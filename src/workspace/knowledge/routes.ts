import { resource } from '../../http/resource.ts'
import { changeKnowledge, createKnowledge, deleteKnowledge } from './keep-knowledge.ts'
import { knowledge, knowledgeChange, knowledgeQuery, newKnowledge } from './schema.ts'
import { getKnowledge, listKnowledge } from './store.ts'

export const knowledgeRoutes = resource({
  path: '/api/knowledge',
  noun: 'something learned',
  listed: 'What was learned, newest first',
  row: knowledge,
  query: knowledgeQuery,
  new: newKnowledge,
  change: knowledgeChange,
  list: ({ sql }, query) => listKnowledge(sql, query),
  get: ({ sql }, id) => getKnowledge(sql, id),
  create: createKnowledge,
  update: changeKnowledge,
  remove: deleteKnowledge,
})
