import { z } from 'zod'
import { changeOf, id, name, pageQuery, text, time } from '../../http/shapes.ts'

export const projectStatus = z.enum(['active', 'paused', 'completed', 'archived'])

export const project = z.object({
  id,
  name: z.string(),
  description: z.string().nullable(),
  status: projectStatus,
  total_credits_used: z.number().int(),
  total_sessions: z.number().int(),
  place: z.string().nullable().describe('The folder its sessions were recorded in'),
  remote: z.string().nullable().describe('Its repository, as host/owner/name: one project on every machine'),
  rotate_at: z.number().int().nullable().describe('Rotate by itself when a session has used this many credits'),
  rotate_percent: z
    .number()
    .int()
    .nullable()
    .describe('Rotate by itself at this share of a quota window of the account'),
  rotate_window: z.string().nullable().describe('Which window; null: whichever is used the most'),
  prepare_percent: z.number().int().describe('The briefing is kept from here on'),
  warn_percent: z.number().int(),
  cooldown_minutes: z.number().int().describe('A session that a rotation opened is left in peace for so long'),
  created_at: time,
  updated_at: time,
})
export type Project = z.output<typeof project>

const rotateAt = z.number().int().min(1).max(100_000).nullable()

const percent = z.number().int().min(1).max(100)

/** Beside `rotate_at`: what a move takes along too. */
export const rotationSettings = {
  rotate_percent: percent.nullish(),
  rotate_window: z.string().trim().min(1).max(64).nullish(),
  prepare_percent: percent.optional(),
  warn_percent: percent.optional(),
  cooldown_minutes: z.number().int().min(0).max(1440).optional(),
}

export const newProject = z.object({
  name,
  description: text.nullish(),
  status: projectStatus.optional(),
  place: z.string().trim().min(1).max(4096).nullish(),
  rotate_at: rotateAt.optional(),
  ...rotationSettings,
})
export type NewProject = z.output<typeof newProject>

export const projectChange = changeOf(newProject)
export type ProjectChange = z.output<typeof projectChange>

export const projectQuery = pageQuery.extend({ status: projectStatus.optional() })
export type ProjectQuery = z.output<typeof projectQuery>
