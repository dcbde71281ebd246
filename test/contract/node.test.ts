import { afterEach } from 'vitest'
import { type OpenWorkspace, openFileWorkspace } from '../../src/runtimes/node/open-workspace.ts'
import { START } from '../support/workspace-under-test.ts'
import { bindContract } from './suites.ts'

const opened: OpenWorkspace[] = []
afterEach(() => {
  for (const workspace of opened.splice(0)) workspace.close()
})

bindContract(async () => {
  let now = START
  const workspace = openFileWorkspace(':memory:', { clock: () => now, log: { error() {} } })
  opened.push(workspace)
  return {
    fetch: async request => workspace.fetch(request),
    setTime: async ms => {
      now = ms
    },
    ring: async () => workspace.app.wake(),
  }
})
