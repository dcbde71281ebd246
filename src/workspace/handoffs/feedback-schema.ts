import { z } from 'zod'
import { time } from '../../http/shapes.ts'

const count = z.number().int().min(0)

/** As it stands on a handoff's row. */
export const feedbackCounts = z.object({
  items: count.describe("Things of the past that the receiver's first turns came back to"),
  reasked: count.describe('Those of them that it fetched again: asked + opened + searched'),
  asked: count,
  opened: count,
  searched: count,
})

const reasked = z.object({
  kind: z.enum(['asked', 'opened', 'searched']),
  text: z.string().describe('The question, the path or the name'),
  turn: count.describe("The receiver's turn"),
  inBrief: z.boolean().describe('The brief stated it; else the brief lacked it'),
  fact: z.string().describe("The kind of fact it is, as a brief's report counts them"),
  pastTurn: count.describe('The turn of the session handed over that told it'),
})

export const measuredFeedback = feedbackCounts.extend({
  list: z.array(reasked),
  closed: z.boolean().describe('The first turns are over: later ones change nothing'),
  measured_at: time,
})
export type MeasuredFeedback = z.output<typeof measuredFeedback>
