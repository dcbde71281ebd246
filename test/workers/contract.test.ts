import { runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import type { WorkspaceObject } from '../../src/runtimes/workers/workspace-object.ts'
import { bindContract } from '../contract/suites.ts'
import { START } from '../support/workspace-under-test.ts'

const objects = (env as unknown as { WORKSPACE: DurableObjectNamespace<WorkspaceObject> }).WORKSPACE

bindContract(async () => {
  const object = objects.get(objects.newUniqueId())
  const setTime = (ms: number) =>
    runInDurableObject(object, instance => {
      instance.clock = () => ms
    })
  await setTime(START)
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
    ring: async () => {
      const rang = await runDurableObjectAlarm(object)
      if (!rang) throw new Error('the object had set no alarm')
    },
  }
})
