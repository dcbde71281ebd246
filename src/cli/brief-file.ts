/** The brief of a transcript file: no server, no database. */
import { basename } from 'node:path'
import { setFlagsFromString } from 'node:v8'
import { type Brief, type BriefRequest, foldMeta, foldTurn, newBriefState, renderBrief } from '../core/brief/index.ts'
import { EXIT } from './command.ts'
import { Failure } from './failure.ts'
import { openLog } from './log/open-log.ts'
import { showProgress } from './log/progress.ts'
import { readLog } from './log/read-log.ts'
import type { Output } from './output.ts'

/** Each pattern is compiled once, for good: a twentieth of the time of a brief (Node 26.10, November 2026). */
setFlagsFromString('--no-regexp-tier-up')

const BUDGET_TOKENS = 3000
const SKIPS_KEPT = 1000

export interface FileWish {
  readonly budgetTokens: number | undefined
  readonly level: BriefRequest['level'] | undefined
  readonly target: BriefRequest['target'] | undefined
  readonly redactEmails: boolean | undefined
}

export interface FileBrief extends Brief {
  readonly file: string
  readonly tool: string
  readonly turns: number
  readonly lines: number
  readonly skipped: number
  /** The first thousand. */
  readonly skips: readonly { readonly line: number; readonly reason: string }[]
  readonly cutLine: number | null
}

export async function briefFile(file: string, wish: FileWish, out: Output): Promise<FileBrief> {
  const log = await openLog(file)
  try {
    const state = newBriefState()
    const seen = new Set<string>()
    const skips: { line: number; reason: string }[] = []
    let skipped = 0
    const progress = showProgress(out, log, basename(file))
    const { lines, cutLine } = await readLog(
      log,
      event => {
        if (event.type === 'meta') foldMeta(state, event)
        else if (event.type === 'skip') {
          if (++skipped <= SKIPS_KEPT) skips.push({ line: event.line, reason: event.reason })
        } else if (event.type === 'turn' && !seen.has(event.key)) foldTurn(state, event, seen.add(event.key).size)
      },
      () => {
        progress()
        return undefined
      },
    )
    if (seen.size === 0) {
      const message = `${file} holds no turn that could be briefed.`
      throw new Failure(message, { code: 'no-turns', exit: EXIT.nothing, more: { skipped } })
    }
    if (skipped > 0) out.notice(`${skipped} of ${lines} lines could not be read; --json says more.`)
    const title = `# 🔄 CONTEXT HANDOFF - ${nameOf(state.cwd) || state.title || basename(file)}`
    const brief = renderBrief(state, { title, ...(await requestOf(wish)) })
    return { file, tool: log.importer.id, turns: seen.size, lines, skipped, skips, cutLine, ...brief }
  } finally {
    out.progress(null)
    log.close()
  }
}

async function requestOf({ budgetTokens, level, target, redactEmails }: FileWish): Promise<BriefRequest> {
  const size = { ...(level ? { level } : { budgetTokens: budgetTokens ?? BUDGET_TOKENS }), redactEmails }
  if (!target) return size
  const { tokenizerOf } = await import('../runtimes/node/tokenizers.ts')
  return { ...size, target, tokenizer: tokenizerOf(target) }
}

const nameOf = (folder: string): string | undefined => folder.split(/[/\\]/).filter(Boolean).at(-1)
