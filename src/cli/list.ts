/** Every command: one line each. Its file is loaded only when it is called. */
import type { Command } from './command.ts'

export interface Listed {
  readonly name: string
  readonly summary: string
  // biome-ignore lint/suspicious/noExplicitAny: each command has its own options
  readonly load: () => Promise<{ readonly default: Command<any> }>
}

export const commands: readonly Listed[] = [
  { name: 'start', summary: 'Start the server and the dashboard', load: () => import('./commands/start.ts') },
  { name: 'import', summary: 'Record sessions from transcript files', load: () => import('./commands/import.ts') },
  {
    name: 'watch',
    summary: 'Record the sessions of every assistant on this machine as they are written',
    load: () => import('./commands/watch.ts'),
  },
  {
    name: 'usage',
    summary: 'Tokens and what they cost, by day, project, account, model or session',
    load: () => import('./commands/usage.ts'),
  },
  {
    name: 'sessions',
    summary: 'The newest sessions, with what they used and cost',
    load: () => import('./commands/sessions.ts'),
  },
  { name: 'status', summary: 'What is left, what runs, what waits', load: () => import('./commands/status.ts') },
  { name: 'search', summary: 'Find what was said in any session', load: () => import('./commands/search.ts') },
  {
    name: 'brief',
    summary: 'Print the briefing of a transcript or a session',
    load: () => import('./commands/brief.ts'),
  },
  {
    name: 'log',
    summary: 'Print the log of a session as its tool wrote it',
    load: () => import('./commands/log.ts'),
  },
  {
    name: 'account identify',
    summary: 'Tell an account by the folder or the e-mail of its logs',
    load: () => import('./commands/account-identify.ts'),
  },
  {
    name: 'account windows',
    summary: 'What is left of each quota window of an account',
    load: () => import('./commands/account-windows.ts'),
  },
  {
    name: 'key set',
    summary: "Keep an account's API key, sealed",
    load: () => import('./commands/key-set.ts'),
  },
  {
    name: 'key show',
    summary: "Print an account's API key, for a program",
    load: () => import('./commands/key-show.ts'),
  },
  {
    name: 'key remove',
    summary: "Forget an account's API key",
    load: () => import('./commands/key-remove.ts'),
  },
  {
    name: 'secrets rotate',
    summary: 'Seal every secret anew with a new master key',
    load: () => import('./commands/secrets-rotate.ts'),
  },
  { name: 'prices', summary: 'What models cost, and as of when', load: () => import('./commands/prices.ts') },
  {
    name: 'prices refresh',
    summary: 'Take a newer price table, from the network or a file',
    load: () => import('./commands/prices-refresh.ts'),
  },
  {
    name: 'statusline',
    summary: 'One line for the statusline of Claude Code, which keeps the quota it tells',
    load: () => import('./commands/statusline.ts'),
  },
  { name: 'select', summary: 'Choose the account to work with now', load: () => import('./commands/select.ts') },
  {
    name: 'forecast',
    summary: 'When accounts run out, and what is about to be lost',
    load: () => import('./commands/forecast.ts'),
  },
  {
    name: 'plan',
    summary: 'How so much work gets done in time: which account when',
    load: () => import('./commands/plan.ts'),
  },
  { name: 'rotate', summary: 'Hand a session over to the next account', load: () => import('./commands/rotate.ts') },
  {
    name: 'handoffs',
    summary: 'What waits for an account; take a rotation back, try one again',
    load: () => import('./commands/handoffs.ts'),
  },
  { name: 'export', summary: 'Write everything of a project', load: () => import('./commands/export.ts') },
  { name: 'import-project', summary: 'Read an exported project', load: () => import('./commands/import-project.ts') },
  { name: 'backup', summary: 'Copy everything as it is now', load: () => import('./commands/backup.ts') },
  { name: 'restore', summary: 'Put a backup in its place', load: () => import('./commands/restore.ts') },
  {
    name: 'devices',
    summary: 'Other machines that may push what they record',
    load: () => import('./commands/devices.ts'),
  },
  {
    name: 'activity',
    summary: 'Who did what to which thing, from where',
    load: () => import('./commands/activity.ts'),
  },
  {
    name: 'tokens',
    summary: 'Tokens for programs: list, make, take back',
    load: () => import('./commands/tokens.ts'),
  },
  { name: 'people', summary: 'Who shares this workspace, and as what', load: () => import('./commands/people.ts') },
  { name: 'invite', summary: 'A link that lets somebody in, once', load: () => import('./commands/invite.ts') },
  {
    name: 'demo',
    summary: 'Show the whole job in a terminal, leaving nothing behind',
    load: () => import('./commands/demo.ts'),
  },
  { name: 'doctor', summary: 'Look whether everything is in order', load: () => import('./commands/doctor.ts') },
  { name: 'db migrate', summary: 'Bring the database up to date', load: () => import('./commands/db-migrate.ts') },
  { name: 'db seed', summary: 'Load demo data into an empty workspace', load: () => import('./commands/db-seed.ts') },
  {
    name: 'cloudflare dev',
    summary: 'Run the Worker on this machine, without a network',
    load: () => import('./commands/cloudflare-dev.ts'),
  },
  {
    name: 'cloudflare setup',
    summary: 'Deploy to Cloudflare for the first time: database, secrets, the first link',
    load: () => import('./commands/cloudflare-setup.ts'),
  },
  {
    name: 'cloudflare deploy',
    summary: 'Deploy this version to Cloudflare',
    load: () => import('./commands/cloudflare-deploy.ts'),
  },
  {
    name: 'cloudflare migrate',
    summary: "Bring the deployment's directory up to date",
    load: () => import('./commands/cloudflare-migrate.ts'),
  },
  {
    name: 'cloudflare seed',
    summary: 'Load demo data into an empty workspace of the deployment',
    load: () => import('./commands/cloudflare-seed.ts'),
  },
]
