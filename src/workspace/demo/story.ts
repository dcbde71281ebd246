/** The people, projects and days of the demo, as data. */
import type { NewAccount } from '../accounts/index.ts'

type Account = Pick<NewAccount, 'account_name' | 'platform'> & Partial<NewAccount>

export const ACCOUNTS: readonly Account[] = [
  { account_name: 'genspark · ayu', platform: 'genspark', specialization: 'Frontend' },
  { account_name: 'genspark · dimas', platform: 'genspark', specialization: 'Frontend' },
  { account_name: 'genspark · studio', platform: 'genspark', specialization: 'Backend' },
  { account_name: 'claude · ayu', platform: 'claude', specialization: 'Backend', refresh: 'weekly' },
  { account_name: 'chatgpt · team', platform: 'chatgpt', specialization: 'Writing', refresh: 'weekly' },
  { account_name: 'gemini · dimas', platform: 'gemini' },
  { account_name: 'ollama · workshop', platform: 'ollama', notes: 'The machine under the stairs: slow, never empty' },
  { account_name: 'genspark · old', platform: 'genspark', specialization: 'Frontend', notes: 'Card expired' },
]

/** What their tools showed last: minutes ago, percent used, minutes until the reset. */
export const READINGS = [
  { account: 'claude · ayu', tool: 'claude-code', source: 'statusline', window: '5h', ago: 6, used: 24, resets: 131 },
  {
    account: 'claude · ayu',
    tool: 'claude-code',
    source: 'statusline',
    window: 'weekly',
    ago: 6,
    used: 37,
    resets: 5300,
  },
  { account: 'chatgpt · team', tool: 'codex', source: 'log', window: '5h', ago: 48, used: 18, resets: 77 },
  { account: 'chatgpt · team', tool: 'codex', source: 'log', window: 'weekly', ago: 48, used: 62, resets: 2900 },
] as const

export const PROJECTS = {
  pos: { name: 'Warung POS', description: 'Point of sale for food stalls that works without signal' },
  books: { name: 'Buku Besar', description: 'Bookkeeping service: statements, invoices, exports' },
  site: { name: 'Stall finder', description: 'Public map of the stalls that use Warung POS' },
} as const

export type ProjectKey = keyof typeof PROJECTS
export type SessionType = 'development' | 'bugfix' | 'feature' | 'refactor' | 'deployment'

/** A session that is over: how many days ago, on what, how it went. */
export interface PastSession {
  readonly daysAgo: number
  readonly project: ProjectKey
  readonly account: string
  readonly type: SessionType
  readonly credits: number
  readonly minutes: number
  readonly done: string
  readonly failed?: string
}

export const PAST: readonly PastSession[] = [
  {
    daysAgo: 13,
    project: 'pos',
    account: 'genspark · ayu',
    type: 'feature',
    credits: 91,
    minutes: 140,
    done: 'Cart with modifiers: spicy, extra rice, takeaway',
  },
  {
    daysAgo: 12,
    project: 'books',
    account: 'genspark · studio',
    type: 'feature',
    credits: 88,
    minutes: 125,
    done: 'Invoices as PDF with the tax number',
  },
  {
    daysAgo: 11,
    project: 'pos',
    account: 'genspark · dimas',
    type: 'bugfix',
    credits: 62,
    minutes: 70,
    done: 'Totals right with split bills',
  },
  {
    daysAgo: 10,
    project: 'site',
    account: 'genspark · ayu',
    type: 'feature',
    credits: 85,
    minutes: 110,
    done: 'Map with clusters, first paint under a second',
  },
  {
    daysAgo: 9,
    project: 'books',
    account: 'claude · ayu',
    type: 'refactor',
    credits: 74,
    minutes: 95,
    done: 'Statement builder split from the mailer',
  },
  {
    daysAgo: 8,
    project: 'pos',
    account: 'genspark · ayu',
    type: 'feature',
    credits: 90,
    minutes: 150,
    done: 'Receipts on the 58 mm printer',
  },
  {
    daysAgo: 7,
    project: 'site',
    account: 'genspark · dimas',
    type: 'deployment',
    credits: 58,
    minutes: 45,
    done: 'First deployment behind the cache',
  },
  {
    daysAgo: 6,
    project: 'pos',
    account: 'genspark · dimas',
    type: 'feature',
    credits: 92,
    minutes: 160,
    done: 'QRIS: amount and expiry on the second screen',
  },
  {
    daysAgo: 5,
    project: 'books',
    account: 'genspark · studio',
    type: 'bugfix',
    credits: 89,
    minutes: 120,
    done: 'Exports no longer time out at year end',
  },
  {
    daysAgo: 4,
    project: 'pos',
    account: 'genspark · ayu',
    type: 'refactor',
    credits: 87,
    minutes: 115,
    done: 'pay.ts split from cart.ts, receipt numbers per stall',
  },
  {
    daysAgo: 3,
    project: 'site',
    account: 'gemini · dimas',
    type: 'bugfix',
    credits: 66,
    minutes: 60,
    done: '',
    failed: 'Safari loses the map after rotation; not reproduced here',
  },
  {
    daysAgo: 2,
    project: 'books',
    account: 'genspark · studio',
    type: 'feature',
    credits: 97,
    minutes: 175,
    done: 'Statements by e-mail, one job per tenant',
  },
]

export const KNOWLEDGE = [
  {
    category: 'error_solution',
    title: '409 duplicate_key is a success',
    description: 'The server has already booked that sale: take it out of the queue instead of trying again.',
    tags: 'offline,checkout',
  },
  {
    category: 'best_practice',
    title: 'Amounts are integers in rupiah',
    description: 'No floats anywhere; divide only for display.',
    tags: 'money',
  },
  {
    category: 'pattern',
    title: 'Numbers in blocks',
    description: 'Reserve receipt numbers in blocks of 20 per tablet, so that a tablet without signal never waits.',
    tags: 'offline,receipts',
  },
  {
    category: 'optimization',
    title: 'Year-end exports',
    description: 'Stream rows, one tenant a job: memory stays flat at any size.',
    tags: 'exports',
  },
  {
    category: 'tip',
    title: 'Try printers on Tuesdays',
    description: 'Jalan Sabang is quiet before ten; Bu Rina has the spare paper.',
    tags: 'field',
  },
] as const

export const CRITICAL_FILES = [
  {
    project: 'pos',
    file_path: 'src/checkout/sale-queue.ts',
    importance: 'critical',
    notes: 'No sale is ever lost here',
  },
  {
    project: 'pos',
    file_path: 'src/legacy/printer.ts',
    importance: 'critical',
    notes: 'Never edit: the vendor supports only this version',
  },
  {
    project: 'books',
    file_path: 'services/statement/rounding.py',
    importance: 'critical',
    notes: 'Sent statements keep their total',
  },
] as const
