/** A thousand claims at once on a hundred accounts, over HTTP: none is given twice, none is lost. */
import { type ServingChild, startChild } from './child.ts'
import { type Figure, inFolder, runAlone, timeMs } from './measure.ts'
import { postJson } from './recorded.ts'

const ACCOUNTS = 100
const CLAIMS = 1000

interface Claimed {
  readonly id: number
  readonly lease: { readonly id: number }
}

/** Null where none was free. */
async function claim({ port }: ServingChild): Promise<Claimed | null> {
  const response = await fetch(`http://127.0.0.1:${port}/api/private/select-best-account`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ lease_seconds: 600, strategy: 'balanced' }),
  })
  const answer = (await response.json()) as { data?: Claimed; code?: string }
  if (answer.data) return answer.data
  if (answer.code !== 'no-available-accounts') throw new Error(JSON.stringify(answer))
  return null
}

async function claimAll(server: ServingChild): Promise<Claimed[]> {
  const answers = await Promise.all(Array.from({ length: CLAIMS }, () => claim(server)))
  return answers.filter(answer => answer !== null)
}

async function measure(folder: string): Promise<Figure[]> {
  const server = await startChild('./serve-paas.ts', folder)
  try {
    const accounts = Array.from({ length: ACCOUNTS }, (_, i) => ({ account_name: `account ${i}` }))
    await postJson(server.port, '/private/batch-create-accounts', { accounts })
    let claimed: Claimed[] = []
    const ms = await timeMs(async () => {
      claimed = await claimAll(server)
    })
    const twice = claimed.length - new Set(claimed.map(({ id }) => id)).size
    const release = ({ lease }: Claimed) =>
      fetch(`http://127.0.0.1:${server.port}/api/private/leases/${lease.id}`, { method: 'DELETE' })
    await Promise.all(claimed.map(release))
    const again = await claimAll(server)
    const note = `${claimed.length} given, in ${ms.toFixed(0)} ms; ${again.length} again once they were released`
    const lost = ACCOUNTS - Math.min(claimed.length, again.length)
    return [
      {
        name: '1,000 claims at once on 100 accounts, given twice',
        measured: twice,
        unit: 'accounts',
        goal: { atMost: 0 },
        note,
      },
      { name: '… lost', measured: lost, unit: 'accounts', goal: { atMost: 0 } },
    ]
  } finally {
    await server.stop()
  }
}

await runAlone(import.meta.url, () => inFolder(measure))
