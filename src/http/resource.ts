/** The five routes that every resource has: list, create, get, change, delete. */
import type { z } from 'zod'
import type { Call } from '../platform/call.ts'
import type { Page } from '../platform/page.ts'
import type { Sealed } from '../platform/seal.ts'
import type { Needs } from './access.ts'
import { type Route, route, type Sealing } from './route.ts'
import { answerPage, byId, created, deleted, many, one } from './shapes.ts'

interface Resource<Row, Query extends z.ZodType, New extends z.ZodType, Change extends z.ZodType> {
  /** `/api/projects` */
  readonly path: string
  /** `project`, with its article: `a project`. */
  readonly noun: string
  /** Where the plural or the order wants saying: `Projects, newest first`. */
  readonly listed: string
  /** The roles that it takes, where they are not a viewer's to read and a member's to write. */
  readonly needs?: { readonly read?: Needs; readonly write?: Needs; readonly remove?: Needs }
  readonly row: z.ZodObject
  readonly query: Query
  readonly new: New
  readonly change: Change
  /** What a creation answers beside the id, and what a single row holds beside a listed one. */
  readonly createdAs?: z.ZodObject
  readonly gotAs?: z.ZodObject
  readonly list: (call: Call, query: z.output<Query>) => Page<Row>
  readonly get: (call: Call, id: number) => object
  /** A secret that is drawn for a new one, and where its answer shows it. */
  readonly secret?: { readonly draws: () => Sealing; readonly reveals: string }
  readonly create: (call: Call, values: z.output<New>, sealed: Sealed) => number | { readonly id: number }
  readonly update: (call: Call, id: number, change: z.output<Change>) => object
  readonly remove: (call: Call, id: number) => { id: number }
}

export function resource<Row, Query extends z.ZodType, New extends z.ZodType, Change extends z.ZodType>(
  spec: Resource<Row, Query, New, Change>,
): Route[] {
  const { path, noun, row } = spec
  const { read, write, remove = write } = spec.needs ?? {}
  const reads = read && { needs: read }
  const writes = write && { needs: write }
  const single = `${path}/{id}`
  return [
    route({
      ...reads,
      method: 'GET',
      path,
      summary: spec.listed,
      query: spec.query,
      answer: many(row),
      run: (call, { query }) => answerPage(spec.list(call, query as z.output<Query>)),
    }),
    route({
      ...writes,
      method: 'POST',
      path,
      summary: `Create ${noun}`,
      body: spec.new,
      answer: spec.createdAs ?? created,
      status: 201,
      ...spec.secret,
      run: (call, { body }, sealed) => {
        const made = spec.create(call, body as z.output<New>, sealed)
        return typeof made === 'number' ? { id: made } : made
      },
    }),
    route({
      ...reads,
      method: 'GET',
      path: single,
      summary: `Get ${noun}`,
      params: byId,
      answer: one(spec.gotAs ?? row),
      run: (call, { params }) => ({ data: spec.get(call, params.id) }),
    }),
    route({
      ...writes,
      method: 'PATCH',
      path: single,
      summary: `Change ${noun}`,
      params: byId,
      body: spec.change,
      answer: one(row),
      run: (call, { params, body }) => ({ data: spec.update(call, params.id, body as z.output<Change>) }),
    }),
    route({
      ...(remove && { needs: remove }),
      method: 'DELETE',
      path: single,
      summary: `Delete ${noun}`,
      params: byId,
      answer: deleted,
      run: (call, { params }) => spec.remove(call, params.id),
    }),
  ]
}
