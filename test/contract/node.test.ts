import { afterEach } from 'vitest'
import type { Principal } from '../../src/platform/call.ts'
import { type OpenWorkspace, openFileWorkspace } from '../../src/runtimes/node/open-workspace.ts'
import { memoryKeys } from '../support/memory-keys.ts'
import { nobody, START, type WorkspaceUnderTest } from '../support/workspace-under-test.ts'
import { bindContract } from './suites.ts'

const opened: OpenWorkspace[] = []
afterEach(() => {
  for (const workspace of opened.splice(0)) workspace.close()
})

bindContract(async () => {
  let now = START
  let outside = nobody
  const workspace = openFileWorkspace(':memory:', {
    clock: () => now,
    log: { error() {} },
    keys: memoryKeys(),
    fetch: (url, init) => outside(url, init),
  })
  opened.push(workspace)
  const as = (principal?: Principal): WorkspaceUnderTest => ({
    fetch: async request => workspace.fetch(request, principal),
    as,
    keepPeople: async people => workspace.app.keepPeople(people),
    factsFor: async who => workspace.app.factsSince(0, who),
    setTime: async ms => {
      now = ms
    },
    ring: async () => {
      workspace.app.wake()
      await workspace.sent()
    },
    answerOutside: async answer => {
      outside = answer
    },
  })
  return as()
})
