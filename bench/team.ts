/** 200 people's browsers at once for a minute, each signed in: reading as a dashboard does, and handing work over. */
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { type Figure, inFolder, quantile, runAlone } from './measure.ts'

const CLIENTS = 200
const PEOPLE = 20
const ACCOUNTS = 2000
const SECONDS = Number(process.env.PAAS_BENCH_SECONDS ?? 60)
/** A dashboard that is looked at asks about twice a second. */
const PAUSE_MS = { least: 250, most: 750 }
/** Each of the people hands over this often. */
const ROTATE_EVERY_MS = 2000
const READS = [
  '/stats',
  '/accounts?limit=20',
  '/projects',
  '/sessions?limit=20',
  '/handoffs?limit=20',
  '/members',
  '/alerts',
  '/me',
]
const PASSWORD = 'correct horse battery staple'

// biome-ignore lint/suspicious/noExplicitAny: answers are looked into field by field
type Json = any
type Ask = (method: string, path: string, body?: unknown) => Promise<Json>

async function measure(folder: string): Promise<Figure[]> {
  const port = await freePort()
  const script = fileURLToPath(new URL('./serve-team.ts', import.meta.url))
  const child = fork(script, [folder, String(port)], { execArgv: ['--expose-gc'] })
  try {
    const [{ firstLink }] = (await once(child, 'message')) as [{ firstLink: string }]
    return await load(child, `http://localhost:${port}`, firstLink)
  } finally {
    child.kill('SIGKILL')
  }
}

async function load(child: ChildProcess, url: string, firstLink: string): Promise<Figure[]> {
  const clients = await signInAll(url, firstLink)
  const [owner] = clients as [Ask, ...Ask[]]
  const accounts = Array.from({ length: ACCOUNTS }, (_, n) => ({ account_name: `account ${n}`, refresh: 'never' }))
  for (let at = 0; at < ACCOUNTS; at += 500) {
    await owner('POST', '/private/batch-create-accounts', { accounts: accounts.slice(at, at + 500) })
  }
  const works = await Promise.all(clients.slice(0, PEOPLE).map((ask, n) => beginWork(ask, n)))
  const before = await memoryOf(child)
  const until = performance.now() + SECONDS * 1000
  const reads: number[] = []
  const rotations: number[] = []
  let halfway = before
  await Promise.all([
    ...clients.map(ask => readOn(ask, until, reads)),
    ...works.map((work, n) => rotateOn(clients[n] as Ask, work, until, rotations)),
    sleep((SECONDS * 1000) / 2).then(async () => {
      halfway = await memoryOf(child)
    }),
  ])
  const after = await memoryOf(child)
  const name = `${CLIENTS} signed-in clients for ${SECONDS} s`
  const rate = `${Math.round(reads.length / SECONDS)} reads/s, ${(rotations.length / SECONDS).toFixed(1)} rotations/s`
  const note = (times: number[]) =>
    `median ${quantile(times, 0.5).toFixed(1)}, 99th ${quantile(times, 0.99).toFixed(1)}; ${rate}`
  return [
    {
      name: `${name}: a read, 95th percentile`,
      measured: quantile(reads, 0.95),
      unit: 'ms',
      goal: { atMost: 50 },
      note: note(reads),
    },
    {
      name: `${name}: a rotation, 95th percentile`,
      measured: quantile(rotations, 0.95),
      unit: 'ms',
      goal: { atMost: 100 },
      note: note(rotations),
    },
    {
      name: `${name}: heap in use, end against middle`,
      measured: after.heapUsed / halfway.heapUsed,
      unit: 'times',
      goal: { atMost: 1.1 },
      note: `${megabytes(before)} before, ${megabytes(halfway)} in the middle, ${megabytes(after)} at the end, after collecting`,
    },
  ]
}

const megabytes = ({ heapUsed, rss }: NodeJS.MemoryUsage) =>
  `${(heapUsed / 1e6).toFixed(0)} of ${(rss / 1e6).toFixed(0)} MB`

async function memoryOf(child: ChildProcess): Promise<NodeJS.MemoryUsage> {
  child.send('memory')
  const [usage] = (await once(child, 'message')) as [NodeJS.MemoryUsage]
  return usage
}

/** Some people, each signed in on several devices. */
async function signInAll(url: string, firstLink: string): Promise<Ask[]> {
  await join(url, firstLink, 'p0@example.org')
  const owner = await signIn(url, 'p0@example.org', 0)
  for (let n = 1; n < PEOPLE; n++) {
    const { link } = await owner('POST', '/invitations', { role: 'member' })
    await join(url, link, `p${n}@example.org`)
  }
  const clients: Ask[] = []
  while (clients.length < CLIENTS) {
    const some = Array.from({ length: PEOPLE }, (_, n) => signIn(url, `p${n}@example.org`, n))
    clients.push(...(await Promise.all(some)))
  }
  return clients
}

async function join(url: string, link: string, email: string): Promise<void> {
  const invitation = link.split('#')[1]
  await asker(url, '')('POST', '/join', { invitation, email, name: email, password: PASSWORD })
}

/** @param home of which network, as the proxy in front says it. */
async function signIn(url: string, email: string, home: number): Promise<Ask> {
  const from = `203.0.113.${home + 1}`
  const response = await fetch(`${url}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url, 'x-forwarded-for': from },
    body: JSON.stringify({ email, password: PASSWORD }),
  })
  if (!response.ok) throw new Error(`not signed in: ${await response.text()}`)
  return asker(url, String(response.headers.getSetCookie()[0]?.split(';')[0]), from)
}

function asker(url: string, cookie: string, from = '203.0.113.200'): Ask {
  return async (method, path, body) => {
    const headers = {
      origin: url,
      cookie,
      'x-forwarded-for': from,
      ...(body !== undefined && { 'content-type': 'application/json' }),
    }
    const init = { method, headers, ...(body !== undefined && { body: JSON.stringify(body) }) }
    const response = await fetch(`${url}/api${path}`, init)
    const answer = await response.json()
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${JSON.stringify(answer)}`)
    return answer
  }
}

interface Work {
  account: number
  session: number
  readonly project: number
}

async function beginWork(ask: Ask, n: number): Promise<Work> {
  const { id: project } = await ask('POST', '/projects', { name: `project ${n}` })
  const { data } = await ask('POST', '/private/select-best-account', { lease_seconds: 60 })
  const { id: session } = await ask('POST', '/sessions', {
    project_id: project,
    account_id: data.id,
    lease_id: data.lease.id,
  })
  for (const content of ['Count the stalls.', 'There are twelve; the plan is to sort them by street.']) {
    await ask('POST', '/conversation', { session_id: session, role: 'user', content })
  }
  return { account: data.id, session, project }
}

async function readOn(ask: Ask, until: number, times: number[]): Promise<void> {
  await sleep(Math.random() * PAUSE_MS.most)
  for (let n = Math.floor(Math.random() * READS.length); performance.now() < until; n++) {
    const start = performance.now()
    await ask('GET', READS[n % READS.length] as string)
    times.push(performance.now() - start)
    await sleep(PAUSE_MS.least + Math.random() * (PAUSE_MS.most - PAUSE_MS.least))
  }
}

async function rotateOn(ask: Ask, work: Work, until: number, times: number[]): Promise<void> {
  await sleep(Math.random() * ROTATE_EVERY_MS)
  while (performance.now() < until) {
    const { account: current_account_id, project: project_id, session: session_id } = work
    const start = performance.now()
    const { next_account, session_id: next } = await ask('POST', '/private/auto-rotate', {
      current_account_id,
      project_id,
      session_id,
    })
    times.push(performance.now() - start)
    work.account = next_account.id
    work.session = next
    await sleep(ROTATE_EVERY_MS)
  }
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done))
  const address = server.address()
  await new Promise(done => server.close(done))
  return typeof address === 'object' && address ? address.port : 0
}

await runAlone(import.meta.url, () => inFolder(measure))
