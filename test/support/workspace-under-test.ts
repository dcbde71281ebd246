import type { Principal } from '../../src/platform/call.ts'
import type { Fact } from '../../src/workspace/activity/index.ts'
import type { Person } from '../../src/workspace/people/index.ts'

/** What a contract suite needs of a runtime: a fresh workspace, its time in the test's hand. */
export interface WorkspaceUnderTest {
  fetch(request: Request): Promise<Response>
  /** The same workspace as somebody else asks it. Before, the person at the machine does. */
  as(principal: Principal): WorkspaceUnderTest
  keepPeople(people: readonly Person[]): Promise<void>
  /** What the live feed tells somebody. */
  factsFor(principal: Principal): Promise<readonly Fact[]>
  setTime(ms: number): Promise<void>
  /** What the runtime does when the alarm is due, and everything that is sent over it. */
  ring(): Promise<void>
  /** Other systems: answers what the workspace sends them. Before, nobody answers. */
  answerOutside(answer: Outside): Promise<void>
}

export type Outside = (url: string, init: RequestInit) => Promise<Response>

export const nobody: Outside = async () => {
  throw new Error('nobody answers')
}

export type OpenWorkspaceUnderTest = () => Promise<WorkspaceUnderTest>

/** A Monday that is far ahead: an alarm set for a time that has passed would ring by itself, in the middle of a test. */
export const START = Date.parse('2037-11-23T09:00:00Z')

// biome-ignore lint/suspicious/noExplicitAny: answers are looked into field by field
type Json = any

/** Calls a route of the workspace. @returns status and body. */
export async function call(
  workspace: WorkspaceUnderTest,
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<{ status: number; body: Json; headers: Headers }> {
  const init: RequestInit = { method, headers }
  if (body !== undefined) {
    init.body = JSON.stringify(body)
    init.headers = {
      'content-type': 'application/json',
      'content-length': String(new TextEncoder().encode(init.body).length),
      ...headers,
    }
  }
  const response = await workspace.fetch(new Request(`http://localhost/api${path}`, init))
  return { status: response.status, body: await response.json(), headers: response.headers }
}
