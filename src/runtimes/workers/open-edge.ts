/** The front door of a deployment: the directory in D1, each workspace an object, the dashboard among the static assets. */
import type { DirectoryCaller } from '../../directory/app.ts'
import type { OnChange } from '../../directory/call.ts'
import { type Edge, openEdge } from '../../edge/app.ts'
import { actOf, actorOf } from '../../edge/note.ts'
import { rememberVisitors } from '../../edge/remember-visitors.ts'
import type { Mounted } from '../../http/mount.ts'
import type { Bindings } from './bindings.ts'
import { consoleLog } from './console-log.ts'
import { forward, objectOf } from './forward.ts'
import { openGate } from './open-gate.ts'
import { openSignInOn } from './open-sign-in.ts'
import { servePage } from './serve-page.ts'

/** @param origin that the request came to. */
export function openWorkerEdge(env: Bindings, origin: string): Edge {
  const visitors = rememberVisitors(consoleLog)
  const gate = openGate(env, origin, visitors)
  const { sql, clock, url, readSession } = gate
  /** @returns when the workspace has heard; what it could not be told is in the log. */
  const onChange: OnChange = (workspace, note, by) => {
    visitors.forget()
    const isOfPeople = note.kind.startsWith('member.')
    const heard = objectOf(env, workspace).hear(workspace, { by: actorOf(workspace, by), act: actOf(note), isOfPeople })
    return heard.catch(error => consoleLog.error('a workspace was not told', { workspace, error: String(error) }))
  }
  const signIn =
    url === null || !readSession ? null : openSignInOn(env, { sql, clock, url, readSession, onChange, visitors })
  let opened: Promise<Mounted<DirectoryCaller>> | undefined
  /** Loaded with the first request to it: most are to a workspace. */
  const directory = () => {
    opened ??= import('../../directory/app.ts').then(({ openDirectory }) =>
      openDirectory({ sql, clock, log: consoleLog, url, signIn, onChange }),
    )
    return opened
  }
  return openEdge({
    gate,
    directory: { fetch: async (request, caller) => (await directory()).fetch(request, caller) },
    signIn: signIn?.answer ?? null,
    workspace: (workspace, request, principal) => forward(env, request, { workspace, principal }, consoleLog),
    dashboard: request => servePage(env, request),
  })
}
