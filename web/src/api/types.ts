/** The rows that the API answers, as far as the dashboard shows them. */

export type AccountStatus = 'available' | 'active' | 'exhausted' | 'blocked'
export type ProjectStatus = 'active' | 'paused' | 'completed' | 'archived'
export type SessionStatus = 'in_progress' | 'completed' | 'failed' | 'handed_off'
export type Refresh = 'daily' | 'weekly' | 'monthly' | 'never' | 'unlimited'

export const PLATFORMS = ['genspark', 'claude', 'chatgpt', 'gemini', 'ollama', 'other'] as const
export const REFRESHES: readonly Refresh[] = ['daily', 'weekly', 'monthly', 'never', 'unlimited']
export const SESSION_TYPES = ['development', 'bugfix', 'feature', 'refactor', 'deployment'] as const
export const CATEGORIES = ['pattern', 'error_solution', 'optimization', 'best_practice', 'tip'] as const
export const PROJECT_STATUSES: readonly ProjectStatus[] = ['active', 'paused', 'completed', 'archived']
export const TARGETS = ['plain', 'claude', 'chatgpt', 'gemini', 'genspark'] as const

export type Platform = (typeof PLATFORMS)[number]
export type SessionType = (typeof SESSION_TYPES)[number]
export type Category = (typeof CATEGORIES)[number]
export type Target = (typeof TARGETS)[number]
export type Level = 'low' | 'medium' | 'high'

export interface Stats {
  active_projects: number
  active_accounts: number
  total_credits: number
  total_sessions: number
  credits_available: number
  credits_capacity: number
  /** When the next account that is used up returns. */
  next_reset_at: string | null
}

export interface Project {
  id: number
  name: string
  description: string | null
  status: ProjectStatus
  total_credits_used: number
  total_sessions: number
  place: string | null
  remote: string | null
  rotate_at: number | null
  rotate_percent: number | null
  rotate_window: string | null
  created_at: string
  updated_at: string
}

export interface Account {
  id: number
  account_name: string
  account_email: string | null
  platform: Platform
  credits_available: number
  capacity: number
  status: AccountStatus
  specialization: string | null
  notes: string | null
  refresh: Refresh
  resets_at: string | null
  renewal_kind: QuotaWindow['renewal']['kind']
  preset: string | null
  in_use: boolean
  last_used_at: string | null
  archived_at: string | null
  created_at: string
  /** Whose personal account it is; null: shared. */
  owner: Person | null
}

/** Somebody else's personal account: only that it is there, and whether it is free. */
export interface OtherAccount
  extends Pick<Account, 'id' | 'account_name' | 'platform' | 'status' | 'specialization' | 'in_use' | 'archived_at'> {
  owner: Person
  account_email: null
  notes: null
  capacity: null
  resets_at: null
  last_used_at: null
}
export type AnyAccount = Account | OtherAccount

export const isSeen = (account: AnyAccount): account is Account => account.capacity !== null

export interface Person {
  id: string
  name: string
}
export interface People {
  data: (Person & { role: 'viewer' | 'member' | 'admin' | 'owner' })[]
  /** Who looks. */
  me: string
}

export const UNITS = ['credits', 'tokens', 'requests', 'messages', 'usd', 'percent'] as const
export type Unit = (typeof UNITS)[number]
/** Those that a form can describe; `refill` and `grants` are described over the API. */
export const RENEWALS = [
  'daily',
  'weekly',
  'monthly',
  'rolling',
  'sliding',
  'announced',
  'prepaid',
  'unlimited',
  'unknown',
] as const

export interface QuotaWindow {
  name: string
  main: boolean
  known_by: 'set' | 'readings'
  unit: Unit
  scope: 'account' | 'model' | 'feature'
  scope_of: string | null
  shared_pool: string | null
  renewal: {
    kind: (typeof RENEWALS)[number] | 'refill' | 'grants'
    minutes?: number
    zone?: string
    at?: string
    weekday?: number
    day?: number
  }
  capacity: number | null
  reserve: number
  used: number | null
  usable: number | null
  used_ratio: number | null
  resets_at: string | null
  source: 'reading' | 'uses' | 'none'
  age_seconds: number | null
  confidence: 'high' | 'medium' | 'low'
}

export interface Preset {
  id: string
  title: string
  platform: string
  dated: string
  source: string
  edited: boolean
  windows: { name: string; unit: Unit; capacity: number | null }[]
}

export interface Drift {
  days: number
  used: number
  unexplained: number
  readings: number
}

/** What a tool said of one window of an account's quota. */
export interface Reading {
  id: number
  account_id: number
  window: string
  /** Null: unknown, not zero. */
  used_percent: number | null
  remaining: number | null
  unit: string | null
  resets_at: string | null
  source: 'log' | 'statusline' | 'error' | 'person' | 'program'
  tool: string
  plan: string | null
  true_at: string
  /** The window has not started anew since. */
  current: boolean
}

export interface LedgerEntry {
  id: number
  kind: string
  amount: number
  balance: number
  session_id: number | null
  note: string | null
  actor: string
  at: string
}

export interface Usage {
  input_tokens: number
  output_tokens: number
  cache_read_tokens: number
  cache_write_tokens: number
  responses: number
}

export interface Session {
  id: number
  project_id: number
  account_id: number
  project_name: string
  account_name: string
  session_number: number
  session_type: SessionType
  /** Null on somebody else's personal account. */
  credits_used: number | null
  duration_minutes: number | null
  objectives: string | null
  accomplishments: string | null
  blockers: string | null
  handoff_notes: string | null
  status: SessionStatus
  started_at: string
  completed_at: string | null
  title: string | null
  source_tool: string | null
  cwd: string | null
  git_branch: string | null
  git_commit: string | null
  model: string | null
  device: string | null
  turns: number
  person: Person | null
  /** The colleague who handed it to them. */
  handed_by: string | null
  usage?: Usage | null
}

export interface Turn {
  id: number
  turn_number: number
  role: 'user' | 'assistant' | 'system' | 'tool'
  content: string
  tokens_used: number | null
  timestamp: string | null
  kind: 'text' | 'tool_call' | 'tool_result' | 'summary' | 'note'
  tool_name: string | null
  human: boolean
  failed: boolean
  files: { path: string; touch: string }[] | null
  command: { line: string; exitCode?: number } | null
}

export interface Hit {
  turn_id: number
  session_id: number
  session_title: string | null
  session_number: number
  project_id: number
  project_name: string
  tool: string | null
  turn_number: number
  role: Turn['role']
  kind: Turn['kind']
  at: string
  snippet: string
  /** What matched: `[from, to)` in the snippet. */
  marks: [number, number][]
  more_in_session: number
}

export interface Brief {
  markdown: string
  report: {
    tokens: number
    budgetTokens: number
    /** What counted the tokens; absent where they are estimated. */
    tokenizer?: string
    shortened: number
    redacted: Record<string, number>
    kept: Record<string, number>
    dropped: Record<string, number>
    coverage: number
    largestDropped: { kind: string; text: string; turn: number }[]
  }
}

export interface ProjectFile {
  id: number
  file_path: string
  importance: 'critical' | 'high' | 'normal' | 'low'
  reads: number
  edits: number
  last_modified: string | null
}

export interface Handoff {
  id: number
  session_id: number
  from_account_id: number
  to_account_id: number | null
  priority: number
  status: 'pending' | 'processing' | 'completed' | 'failed'
  handoff_context: string
  created_at: string
  processed_at: string | null
  next_session_id: number | null
  error: string | null
  /** Null until the session that took over has turns. */
  feedback: { items: number; reasked: number } | null
  attempts: number
  waits: boolean
  not_before: string | null
  undo_until: string | null
  undone_at: string | null
}

export interface Feedback {
  list: {
    kind: 'asked' | 'opened' | 'searched'
    text: string
    turn: number
    inBrief: boolean
    fact: string
    pastTurn: number
  }[]
  closed: boolean
}

export interface Knowledge {
  id: number
  category: Category
  title: string
  description: string
  tags: string | null
  usage_count: number
  success_rate: number
  source_session_id: number | null
  created_at: string
}

/** What is known, and of how many sessions. */
export interface Figure {
  value: number | null
  sessions: number
}

interface Worked {
  credits: Figure
  cost_usd: Figure
  credits_per_finished_session: Figure
  cost_usd_per_finished_session: Figure
}
export type WorkGroup = Worked & { sessions: number }

export interface Efficiency extends Worked {
  total_sessions: number
  total_credits: number
  avg_credits_per_session: number
  min_credits: number
  max_credits: number
  efficiency_score: 'optimal' | 'good' | 'needs_improvement'
  recommendations: string[]
  wasted_at_resets: Figure & { resets: number }
  handoff_gap_minutes: Figure & { total: number | null }
  reexplained_tokens: Figure & { per_handoff: number | null }
  fetched_again: Figure
  trend: (WorkGroup & { week: string })[]
  per_account: (WorkGroup & { account_name: string })[]
  per_platform: (WorkGroup & { platform: Platform })[]
  per_session_type: (WorkGroup & { session_type: SessionType })[]
}

export interface Rotation {
  next_account: { id: number; account_name: string; credits_available: number | null; specialization: string | null }
  next_person: Person | null
  briefing: string
  credit_savings?: { context_tokens: number; briefing_tokens: number; saved_percent: number }
  because?: string[]
  session_id: number
  handoff_id: number
}

export type Condition =
  | { kind: 'threshold'; of: 'used' | 'left'; per: 'share' | 'amount'; at: number; margin?: number; window?: string }
  | { kind: 'forecast'; probability: number; window?: string }
  | { kind: 'waste'; per: 'share' | 'amount'; at: number; margin?: number; minutes: number }
  | { kind: 'returned'; at: number }
  | { kind: 'handoff_waiting'; minutes: number }
  | { kind: 'no_activity'; after: { minutes: number } | { by: string; zone: string; days?: number[] } }

export type Action = { kind: 'notify' | 'rotate' | 'pause' } | { kind: 'webhook'; webhook_id?: number }

export interface Policy {
  id: number
  name: string
  preset: string | null
  enabled: boolean
  condition: Condition
  actions: Action[]
  account_id: number | null
  platform: Platform | null
  project_id: number | null
  holding: number
  last_raised_at: string | null
}

export interface Alert {
  id: number
  policy_id: number | null
  policy_name: string
  kind: Condition['kind']
  title: string
  count: number
  holding: number
  subjects: { kind: 'account' | 'handoff' | 'project' | 'workspace'; id: number | null; name: string }[]
  actions: {
    kind: 'rotate' | 'pause' | 'webhook'
    outcome: 'done' | 'waits' | 'refused'
    because?: string
    project_id?: number
    next_session_id?: number
  }[]
  status: 'new' | 'seen' | 'dismissed'
  open: boolean
  raised_at: string
  cleared_at: string | null
}

export interface Webhook {
  id: number
  url: string
  description: string | null
  event_types: string[]
  enabled: boolean
  disabled_because: string | null
}

export const STRATEGIES = ['most-credits', 'expiring-first', 'balanced'] as const
export type Strategy = (typeof STRATEGIES)[number]
export type Settings = { selection_strategy: Strategy }

export interface Span<T> {
  low: T
  likely: T
  high: T
}
export type Forecast =
  | { kind: 'unknown'; because: string[] }
  | {
      kind: 'range'
      runs_out: { earliest: string | null; likely: string | null; latest: string | null }
      probability: number
      used: Span<number>
      left_at_reset: Span<number>
      until: string
      because: string[]
    }
export interface WindowForecast {
  window: string
  main: boolean
  unit: QuotaWindow['unit']
  left: number | null
  resets_at: string | null
  forecast: Forecast
}
type OfAccount = { account_id: number; account_name: string }
export interface PoolForecast {
  runs_out: (OfAccount & Omit<WindowForecast, 'forecast'> & Omit<Extract<Forecast, { kind: 'range' }>, 'kind'>)[]
  about_to_be_lost: (OfAccount & { unit: QuotaWindow['unit']; at: string; lost: Span<number>; because: string[] })[]
  losses: { accounts: number; lost: number }
  asked: number
  cut: boolean
}

type Chosen = Pick<Account, 'id' | 'account_name' | 'credits_available' | 'specialization' | 'platform'>
export interface Selected extends Chosen {
  strategy: Strategy
  because: string[]
  runners_up: (Chosen & { because: string[] })[]
  what_if?: {
    strategy: Strategy
    account: Chosen | null
    uses: number
    credits_left: number | null
    lost_at_reset: number
  }[]
}

export interface Plan {
  kind: 'possible' | 'impossible' | 'unknown'
  credits: number
  steps: (OfAccount & { from: string; until: string; credits: number })[]
  done: { likely: string | null; sure: string | null }
  probability: number | null
  because: string[]
}

export type { LogEntry } from '../../../src/workspace/activity/schema.ts'

export const ROLES = ['viewer', 'member', 'admin', 'owner'] as const
export type Role = (typeof ROLES)[number]
export const SCOPES = ['push', 'read', 'write', 'manage', 'move'] as const
export type Scope = (typeof SCOPES)[number]

export interface Membership {
  id: string
  name: string
  role: Role
}
export interface Me {
  mode: 'local' | 'public'
  person: { id: string; name: string; email: string | null }
  two_factor: boolean
  workspace: Membership | null
  workspaces: Membership[]
}
export interface Member {
  id: string
  name: string
  email: string | null
  role: Role
  joined_at: string
}
export interface Invitation {
  id: number
  email: string | null
  role: Role
  invited_by: string
  expires_at: string
  state: 'open' | 'accepted' | 'revoked' | 'expired'
}
export interface Token {
  id: number
  name: string
  hint: string
  scopes: Scope[]
  made_by: string
  created_at: string
  expires_at: string | null
  last_used_at: string | null
}
export interface SignInRow {
  id: string
  current: boolean
  created_at: string
  address: string | null
  browser: string | null
}
export interface InvitationSeen {
  workspace: string
  role: Role
  email: string | null
  invited_by: string
  expires_at: string
  is_first: boolean
}
export interface SignInWays {
  mode: 'local' | 'public'
  first_run: boolean
  providers: string[]
}
