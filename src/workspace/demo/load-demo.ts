/** Fills an empty workspace with the demo, through the verbs that people use: its ledgers, totals and briefs are true. */
import type { Call } from '../../platform/call.ts'
import { changeAccount, createAccount, refreshAccounts, takeReadings } from '../accounts/index.ts'
import { receiveEvents } from '../capture/index.ts'
import { changeFile, createFile, findFileByPath } from '../files/index.ts'
import { createHandoff } from '../handoffs/index.ts'
import { createKnowledge } from '../knowledge/index.ts'
import { readStats } from '../overview/index.ts'
import { createProject } from '../projects/index.ts'
import { changeSession, openSession } from '../sessions/index.ts'
import { personOf } from '../who-sees.ts'
import { checkoutTalk } from './checkout-talk.ts'
import { ledgerTalk } from './ledger-talk.ts'
import { problem } from './problems.ts'
import { ACCOUNTS, CRITICAL_FILES, KNOWLEDGE, PAST, PROJECTS, type ProjectKey, READINGS } from './story.ts'
import { talk } from './talk.ts'

const MINUTE_MS = 60_000
const DAY_MS = 86_400_000

export function loadDemo(call: Call) {
  const { total_sessions, active_projects, credits_capacity } = readStats(call.sql, personOf(call.principal))
  if (total_sessions + active_projects + credits_capacity > 0) throw problem('workspace-not-empty')
  const begun = ago(call, 14 * DAY_MS)
  const projects = Object.fromEntries(
    Object.entries(PROJECTS).map(([key, p]) => [key, createProject(begun, p)]),
  ) as Record<ProjectKey, number>
  const accounts = new Map(
    ACCOUNTS.map(values => [values.account_name, createAccount(begun, { capacity: 100, ...values })]),
  )
  const account = (name: string) => accounts.get(name) as number
  for (const past of PAST) livePast(call, past, projects[past.project], account(past.account))
  const running = recordTalks(call, projects, account)
  for (const { project, ...file } of CRITICAL_FILES) keepCritical(call, projects[project], file)
  for (const entry of KNOWLEDGE) createKnowledge(call, { ...entry, source_session_id: running.ledger })
  setToday(call, account)
  for (const name of new Set(READINGS.map(shown => shown.account))) showReadings(call, name, account(name))
  createHandoff(call, { session_id: running.ledgerFollowUp, to_account_id: account('genspark · studio'), priority: 7 })
  return {
    projects: Object.keys(projects).length,
    accounts: accounts.size,
    sessions: readStats(call.sql, personOf(call.principal)).total_sessions,
  }
}

const ago = (call: Call, ms: number): Call => ({ ...call, now: call.now - ms })

/** One session of the past, on the account as it was that day. */
function livePast(call: Call, past: (typeof PAST)[number], project_id: number, account_id: number): void {
  const begun = ago(call, past.daysAgo * DAY_MS)
  refreshAccounts(begun)
  const person = personOf(call.principal)
  const { id } = openSession(
    begun,
    {
      project_id,
      account_id,
      session_type: past.type,
      title: past.done || past.failed || '',
    },
    { person },
  )
  const ended = ago(call, past.daysAgo * DAY_MS - past.minutes * MINUTE_MS)
  changeSession(ended, id, {
    credits_used: past.credits,
    status: past.failed ? 'failed' : 'completed',
    accomplishments: past.done || null,
    blockers: past.failed ?? null,
  })
}

function recordTalks(call: Call, projects: Record<ProjectKey, number>, account: (name: string) => number) {
  refreshAccounts(call)
  const ledgerEnd = call.now - DAY_MS
  const ledger = receiveEvents(ago(call, DAY_MS), {
    tool: 'claude-code',
    session_key: 'demo-ledger',
    project: { id: projects.books },
    account: { id: account('claude · ayu') },
    meta: {
      type: 'meta',
      line: 1,
      title: 'Statement of tenant 118 off by one rupiah',
      branch: 'main',
      model: 'claude-sonnet',
    },
    turns: talk(ledgerTalk, ledgerEnd - 80 * MINUTE_MS, ledgerEnd),
    usage: [],
  }).session_id
  changeSession(ago(call, DAY_MS), ledger, {
    credits_used: 71,
    session_type: 'bugfix',
    accomplishments: 'Lines add up from 2026-11; 1,204 sent statements unchanged',
  })
  const ledgerFollowUp = openSession(
    ago(call, 95 * MINUTE_MS),
    {
      project_id: projects.books,
      account_id: account('genspark · studio'),
      session_type: 'feature',
      title: 'Statement preview before sending',
      objectives: 'Preview of a statement before it is sent, with the same numbers to the rupiah',
    },
    { person: personOf(call.principal) },
  ).id
  changeSession(ago(call, 12 * MINUTE_MS), ledgerFollowUp, {
    credits_used: 96,
    accomplishments: 'Preview page renders from the stored statement',
    blockers: 'Fonts differ between preview and PDF',
    handoff_notes: 'Next: embed the PDF font, then ask the accountant to look',
  })
  const checkout = receiveEvents(call, {
    tool: 'claude-code',
    session_key: 'demo-checkout',
    project: { id: projects.pos },
    account: { id: account('genspark · ayu') },
    meta: {
      type: 'meta',
      line: 1,
      title: 'Offline checkout',
      branch: 'offline-checkout',
      commit: '4be19d3',
      model: 'claude-sonnet',
    },
    turns: talk(checkoutTalk, call.now - 130 * MINUTE_MS, call.now - 4 * MINUTE_MS),
    usage: [],
  }).session_id
  changeSession(call, checkout, {
    status: 'in_progress',
    session_type: 'feature',
    credits_used: 86,
    objectives: 'Offline checkout that never loses a sale and never charges one twice',
    accomplishments: 'Queue, receipts in blocks of 20, sending with retries, QRIS rule for stall 7',
    blockers: 'WaitingBar needs to know since when the oldest sale waits',
    handoff_notes: 'Next: add oldestSoldAt to the queue report, then test two tablets on one stall',
  })
  return { ledger, ledgerFollowUp, checkout }
}

function keepCritical(
  call: Call,
  project_id: number,
  file: { file_path: string; importance: 'critical'; notes: string },
): void {
  const known = findFileByPath(call.sql, project_id, file.file_path)
  if (known === null) createFile(call, { project_id, ...file })
  else changeFile(call, known, file)
}

/** What the platforms show now, where no tool tells it. */
function setToday(call: Call, account: (name: string) => number): void {
  const now: Record<string, Parameters<typeof changeAccount>[2]> = {
    'genspark · ayu': { credits_available: 14 },
    'genspark · dimas': { credits_available: 100 },
    'genspark · studio': { credits_available: 4 },
    'gemini · dimas': { credits_available: 82 },
    'genspark · old': { status: 'blocked' },
  }
  for (const [name, change] of Object.entries(now)) changeAccount(call, account(name), change)
}

function showReadings(call: Call, name: string, accountId: number): void {
  const shown = READINGS.filter(each => each.account === name)
  const readings = shown.map(({ window, source, used: usedPercent, ago: minutesAgo, resets }) => {
    const at = call.now - minutesAgo * MINUTE_MS
    return { at, window, source, usedPercent, resetsAt: call.now + resets * MINUTE_MS }
  })
  takeReadings(call, { accountId, tool: shown[0]?.tool ?? '', sessionKey: `demo-${accountId}` }, readings)
}
