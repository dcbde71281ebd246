/** What an import did, for people and for programs. */
import type { Session } from '../client/index.ts'
import type { Imported } from './import-file.ts'
import type { Output } from './output.ts'
import { bytes, count, grouped, short } from './words.ts'

const SKIPS_SHOWN = 20

export function importText(imported: Imported, session: Session | null, { style }: Output): string {
  const { file, turnsAdded, turnsKnown, cutLine, skipped, ms, size } = imported
  const where = session ? `${session.project_name} session ${session.session_number} (${session.id})` : imported.tool
  const known = turnsKnown > 0 ? `, ${grouped(turnsKnown)} known before` : ''
  const turns =
    turnsAdded > 0 ? `${count(turnsAdded, 'turn')}${known}` : turnsKnown > 0 ? 'nothing new' : 'no turns in it'
  const speed = ms > 500 ? ` at ${Math.round(size / 1000 / ms)} MB/s` : ''
  const lines = [
    `${style.bold(file)} → ${where}`,
    `  ${turns}; ${count(imported.files, 'file')}; ${tokensText(imported)}; ${bytes(size)} in ${(ms / 1000).toFixed(1)} s${speed}`,
  ]
  if (cutLine !== null)
    lines.push(`  ${style.warn(`line ${cutLine}, the last one, is cut off: import the file again when it is whole`)}`)
  const broken = imported.skips.filter(skip => skip.line !== cutLine)
  if (broken.length > 0) {
    lines.push(`  ${style.warn(`${count(skipped - (cutLine === null ? 0 : 1), 'line')} skipped:`)}`)
    for (const { line, reason } of broken.slice(0, SKIPS_SHOWN)) lines.push(`    line ${line}: ${reason}`)
    if (broken.length > SKIPS_SHOWN)
      lines.push(`    … --json lists ${broken.length === skipped ? 'all' : 'the first thousand'}`)
  }
  return lines.join('\n')
}

function tokensText({ tokens }: Imported): string {
  const { input, output, cached } = tokens
  if (input + output + cached === 0) return 'no token counts'
  return `${short(input + output)} tokens, ${short(cached)} cached`
}

export function importData({ place, size, skips, ...rest }: Imported, session: Session | null) {
  return {
    ...rest,
    bytes: size,
    sessionId: place?.session_id ?? null,
    projectId: place?.project_id ?? null,
    accountId: place?.account_id ?? null,
    project: session?.project_name ?? null,
    sessionNumber: session?.session_number ?? null,
    skips: skips.map(({ line, reason }) => ({ line, reason })),
  }
}
