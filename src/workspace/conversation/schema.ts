import { z } from 'zod'
import { COUNT_MAX, changeOf, id, pageQuery, time } from '../../http/shapes.ts'

export const role = z.enum(['user', 'assistant', 'system', 'tool'])
export const kind = z.enum(['text', 'tool_call', 'tool_result', 'summary', 'note'])
export const touch = z.enum(['read', 'edited', 'created', 'deleted'])
export const fileTouch = z.object({ path: z.string().min(1).max(4096), touch })
export const commandRun = z.object({ line: z.string(), exitCode: z.number().int().optional() })

/** What a turn keeps beside its words, as it is captured and as it travels. */
export const turnDetail = z.object({
  kind: kind.optional(),
  line: z.number().int().min(0).optional(),
  human: z.boolean().optional(),
  sidechain: z.boolean().optional(),
  tool: z
    .object({ name: z.string(), callId: z.string().optional(), input: z.record(z.string(), z.unknown()).optional() })
    .optional(),
  files: z.array(fileTouch).optional(),
  command: commandRun.optional(),
  plan: z.array(z.object({ text: z.string(), state: z.enum(['done', 'doing', 'next']) })).optional(),
  failed: z.boolean().optional(),
})

export const turn = z.object({
  id,
  session_id: id,
  turn_number: z.number().int(),
  role,
  content: z.string(),
  tokens_used: z.number().int().nullable(),
  timestamp: time,
  kind,
  tool_name: z.string().nullable(),
  human: z.boolean().describe('A person typed it'),
  failed: z.boolean().describe('A tool result that reports failure'),
  files: z.array(fileTouch),
  command: commandRun.nullable(),
  source_line: z.number().int().nullable().describe('The line of the log it stands on'),
})
export type Turn = z.output<typeof turn>

const content = z.string().min(1).max(4_000_000)

export const newTurn = z.object({
  session_id: id,
  role,
  content,
  turn_number: z.number().int().min(1).max(COUNT_MAX).optional().describe('The next one where nothing is said'),
  tokens_used: z.number().int().min(0).max(COUNT_MAX).nullish(),
  timestamp: time.optional(),
})
export type NewTurn = z.output<typeof newTurn>

export const turnChange = changeOf(newTurn.pick({ role: true, content: true, tokens_used: true }))
export type TurnChange = z.output<typeof turnChange>

export const turnQuery = pageQuery.extend({
  session_id: z.coerce.number().int().positive().optional(),
  role: role.optional(),
  after_turn: z.coerce.number().int().min(0).optional().describe('Only turns with a higher number'),
})
export type TurnQuery = z.output<typeof turnQuery>
