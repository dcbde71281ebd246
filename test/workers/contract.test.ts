import { runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { LOCAL_OWNER } from '../../src/platform/call.ts'
import type { WorkspaceObject } from '../../src/runtimes/workers/workspace-object.ts'
import { bindContract } from '../contract/suites.ts'
import { nobody, type Outside, START, type WorkspaceUnderTest } from '../support/workspace-under-test.ts'

const objects = (env as unknown as { WORKSPACE: DurableObjectNamespace<WorkspaceObject> }).WORKSPACE

bindContract(async () => {
  const object = objects.get(objects.newUniqueId())
  const setTime = (ms: number) =>
    runInDurableObject(object, instance => {
      instance.clock = () => ms
    })
  const answerOutside = (answer: Outside) =>
    runInDurableObject(object, instance => {
      instance.outside = answer as unknown as typeof instance.outside
    })
  await setTime(START)
  await answerOutside(nobody)
  const as = (principal = LOCAL_OWNER): WorkspaceUnderTest => ({
    fetch: async ({ url, method, headers, body }) => {
      const sent = { method, headers: [...headers.entries()], ...(body && { body: await new Response(body).text() }) }
      // The answer belongs to the object: it is read there.
      const { text, ...answer } = await runInDurableObject(object, async instance => {
        const response = await instance.app.fetch(new Request(url, sent) as unknown as globalThis.Request, {
          principal,
        })
        return { text: await response.text(), status: response.status, headers: [...response.headers] }
      })
      return new Response(text, answer)
    },
    as,
    keepPeople: people => runInDurableObject(object, instance => instance.app.keepPeople(people)),
    factsFor: who => runInDurableObject(object, instance => instance.app.factsSince(0, who)),
    setTime,
    answerOutside,
    ring: async () => {
      const rang = await runDurableObjectAlarm(object)
      if (!rang) throw new Error('the object had set no alarm')
    },
  })
  return as()
})
