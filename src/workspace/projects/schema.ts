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
  created_at: time,
  updated_at: time,
})
export type Project = z.output<typeof project>

const rotateAt = z.number().int().min(1).max(100_000).nullable()

export const newProject = z.object({
  name,
  description: text.nullish(),
  status: projectStatus.optional(),
  place: z.string().trim().min(1).max(4096).nullish(),
  rotate_at: rotateAt.optional(),
})
export type NewProject = z.output<typeof newProject>

export const projectChange = changeOf(newProject)
export type ProjectChange = z.output<typeof projectChange>

export const projectQuery = pageQuery.extend({ status: projectStatus.optional() })
export type ProjectQuery = z.output<typeof projectQuery>
