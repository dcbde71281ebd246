/** What people wrote into the record of a session, as the first lines of its briefing. */
import type { Account } from '../accounts/index.ts'
import type { File } from '../files/index.ts'
import type { Project } from '../projects/index.ts'
import type { KnownSession } from '../sessions/index.ts'

export interface Passing {
  readonly fromName: string
  /** Absent while nobody has taken over. */
  readonly toName?: string
  readonly toPlatform?: Account['platform']
}

export function recordLines(
  project: Project,
  session: KnownSession,
  files: readonly File[],
  passing: Passing,
): string[] {
  const accounts = passing.toName
    ? [`**Previous account**: ${passing.fromName}`, `**New account**: ${passing.toName}`]
    : [`**Account**: ${passing.fromName}`]
  const facts = [`session ${session.session_number}`, session.session_type]
  // A briefing goes to others than the owner of a personal account.
  if (session.account_owner === null) facts.push(`${session.credits_used} credits used`)
  if (session.git_branch) facts.push(`branch ${session.git_branch}`)
  return [
    ...accounts,
    `**Project**: ${project.name}${project.description ? ` — ${project.description}` : ''}`,
    `**Session**: ${facts.join(', ')}`,
    ...section('## 🎯 Objectives', session.objectives),
    ...section('## ✅ Accomplishments', session.accomplishments),
    ...section('## 🚧 Blockers', session.blockers),
    ...section('## 📝 Handoff notes', session.handoff_notes),
    ...fileSection(files),
    ...nextSteps(session),
    '',
  ]
}

function section(heading: string, text: string | null): string[] {
  return text?.trim() ? ['', heading, ...text.trim().split('\n')] : []
}

function fileSection(files: readonly File[]): string[] {
  const weighty = files.filter(file => file.importance === 'critical' || file.importance === 'high')
  if (weighty.length === 0) return []
  const lines = weighty.map(
    file => `- \`${file.file_path}\` is ${file.importance}${file.notes ? `: ${file.notes}` : ''}`,
  )
  return ['', '## 📁 Critical files', ...lines]
}

/** Only what the record says; what the conversation says of next steps is the brief's own section. */
function nextSteps({ blockers, objectives, handoff_notes }: KnownSession): string[] {
  const steps: string[] = []
  if (blockers?.trim()) steps.push(`- Resolve first: ${firstLine(blockers)}`)
  if (objectives?.trim()) steps.push(`- Go on towards: ${firstLine(objectives)}`)
  if (handoff_notes?.trim()) steps.push('- Follow the handoff notes above.')
  return steps.length ? ['', '## ➡️ Next steps', ...steps] : []
}

const firstLine = (text: string) => text.trim().split('\n')[0] as string
