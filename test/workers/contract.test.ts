import { runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import type { WorkspaceObject } from '../../src/runtimes/workers/workspace-object.ts'
import { bindContract } from '../contract/suites.ts'
import { nobody, type Outside, START } from '../support/workspace-under-test.ts'

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
  return {
    fetch: async request => {
      const { method, headers } = request
      const body = method === 'GET' ? undefined : await request.text()
      const sent = new Request(request.url, {
        method,
        headers: [...headers.entries()],
        ...(body !== undefined && { body }),
      })
      return (await object.fetch(sent)) as unknown as Response
    },
    setTime,
    answerOutside,
    ring: async () => {
      const rang = await runDurableObjectAlarm(object)
      if (!rang) throw new Error('the object had set no alarm')
    },
  }
})
