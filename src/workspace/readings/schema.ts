import { z } from 'zod'
import { id, time } from '../../http/shapes.ts'

/** Whatever a tool left behind. */
export const toldBy = z.enum(['log', 'statusline', 'error'])

const readingSource = z
  .enum([...toldBy.options, 'person', 'program'])
  .describe(
    'log: with a response; statusline: shown, perhaps for a while already; error: the limit was hit; person, program: said to paas',
  )

const figure = z.number().nullable()

export const reading = z.object({
  id,
  account_id: id,
  window: z.string().describe('5h, weekly…; of one model only: weekly-opus; unknown'),
  used_percent: figure.describe('Null: unknown, not zero'),
  remaining: figure,
  limit: figure,
  unit: z.string().nullable().describe('Of remaining and limit'),
  resets_at: time.nullable(),
  source: readingSource,
  tool: z.string(),
  session_key: z.string().describe("The tool's own id of the session that said it"),
  plan: z.string().nullable(),
  at: time.describe('When it was said first'),
  seen_at: time.describe('When the same was said last'),
  true_at: time.describe('How old the figure is: a statusline shows it from the last response on'),
  current: z.boolean().describe('Its window has not started anew since'),
})
export type Reading = z.output<typeof reading>
