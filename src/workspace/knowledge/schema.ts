import { z } from 'zod'
import { changeOf, id, name, pageQuery, text, time } from '../../http/shapes.ts'

export const category = z.enum(['pattern', 'error_solution', 'optimization', 'best_practice', 'tip'])

export const knowledge = z.object({
  id,
  category,
  title: z.string(),
  description: z.string(),
  tags: z.string().nullable().describe('Comma separated'),
  usage_count: z.number().int(),
  success_rate: z.number(),
  source_session_id: id.nullable(),
  created_at: time,
  updated_at: time,
})
export type Knowledge = z.output<typeof knowledge>

const tags = z
  .union([z.string(), z.array(z.string())])
  .transform(value => (Array.isArray(value) ? value.join(',') : value))
  .nullish()

export const newKnowledge = z.object({
  category,
  title: name,
  description: text.min(1),
  tags,
  source_session_id: id.nullish(),
})
export type NewKnowledge = z.output<typeof newKnowledge>

export const knowledgeChange = changeOf(
  newKnowledge.extend({ usage_count: z.number().int().min(0), success_rate: z.number().min(0).max(1) }),
)
export type KnowledgeChange = z.output<typeof knowledgeChange>

export const knowledgeQuery = pageQuery.extend({ category: category.optional() })
export type KnowledgeQuery = z.output<typeof knowledgeQuery>
