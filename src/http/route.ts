/**
 * A route as a value: its shapes, its words and its verb. The router, the OpenAPI document, the typed client and the
 * tests that walk every route are derived from these, so that nothing is said twice.
 */
import type { z } from 'zod'
import type { Problem } from '../core/problem.ts'
import type { Call, Edge } from '../platform/call.ts'
import type { Sealed } from '../platform/seal.ts'
import type { Secret } from '../platform/secret.ts'
import type { Needs } from './access.ts'

export type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE'
type Shape = z.ZodType | undefined
type Parsed<S extends Shape> = S extends z.ZodType ? z.output<S> : undefined

export interface Input<P extends Shape, Q extends Shape, B extends Shape> {
  readonly params: Parsed<P>
  readonly query: Parsed<Q>
  readonly body: Parsed<B>
}

/** A secret, and what it is to be sealed for. */
export interface Sealing {
  readonly secret: Secret
  /** `account:7` */
  readonly place: string
}

export interface RouteSpec<P extends Shape, Q extends Shape, B extends Shape, C = Call, R = object | Problem> {
  readonly method: Method
  /** `/api/projects/{id}` */
  readonly path: string
  readonly summary: string
  /** The role that it takes: a viewer's to read, a member's to write, where nothing is said. */
  readonly needs?: Needs
  /** A token that may only push may call it too. */
  readonly isPush?: boolean
  /** Part of moving the workspace whole: a token that may only that may call it, and it keeps others from changing it by itself. */
  readonly isMove?: boolean
  readonly params?: P
  readonly query?: Q
  readonly body?: B
  /** What a success holds beside `success: true`. */
  readonly answer: z.ZodObject
  /** 200 where nothing is said. */
  readonly status?: 200 | 201
  readonly bodyBytesMax?: number
  /** A POST that only reads where this holds; it then needs no transaction. A GET never writes. */
  readonly onlyReads?: (body: Parsed<B>) => boolean
  /** A secret that comes with the request: sealed before `run`, which never sees it otherwise. */
  readonly seals?: (input: Input<P, Q, B>) => Sealing
  /** One that is drawn for it. */
  readonly draws?: () => Sealing
  /** Where the answer holds a `Kept` secret (`data.key`): opened on its way out, kept sealed where answers are kept. */
  readonly reveals?: string
  /** A `Problem` thrown undoes what was written; one returned keeps it (a handoff that waits in the queue). */
  readonly run: (call: C, input: Input<P, Q, B>, sealed: Sealed) => R
}

export interface Route extends Omit<RouteSpec<Shape, Shape, Shape>, 'run' | 'onlyReads' | 'seals'> {
  // biome-ignore lint/suspicious/noExplicitAny: as below
  readonly onlyReads?: (body: any) => boolean
  // biome-ignore lint/suspicious/noExplicitAny: the mount parses with the very shapes the verb was typed by, and performs it with its own call
  readonly run: (call: any, input: any, sealed?: any) => any
  // biome-ignore lint/suspicious/noExplicitAny: as above
  readonly seals?: (input: any) => Sealing
  /** Carried out beside the database, in transactions of its own: `run` is given an `Edge`. */
  readonly isAtEdge?: true
}

export function route<P extends Shape = undefined, Q extends Shape = undefined, B extends Shape = undefined>(
  spec: RouteSpec<P, Q, B>,
): Route {
  return spec
}

export function edgeRoute<B extends Shape = undefined>(
  spec: RouteSpec<undefined, undefined, B, Edge, Promise<object>>,
): Route {
  return { ...spec, isAtEdge: true }
}
