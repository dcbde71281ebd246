/** Briefs of a text that a person pastes: the context of a chat that no importer has seen. */
import { chooseLines, countTokens, foldText, newBriefState, renderBrief } from '../../core/brief/index.ts'
import { redact } from '../../core/redact/index.ts'
import type { Call } from '../../platform/call.ts'
import { getAccount } from '../accounts/index.ts'
import { getProject } from '../projects/index.ts'
import type { HandoffContext, SmartContext } from './schema.ts'

const BUDGET_TOKENS = 3000

export function compressHandoff({ sql, tokenizerOf }: Call, body: HandoffContext): string {
  const project = getProject(sql, body.project_id)
  const preamble = [`**Project**: ${project.name}${project.description ? ` — ${project.description}` : ''}`]
  if (body.from_account_id !== undefined)
    preamble.unshift(`**Account**: ${getAccount(sql, body.from_account_id).account_name}`)
  if (body.credits_used !== undefined) preamble.push(`**Credits used**: ${body.credits_used}`)
  const state = newBriefState()
  foldText(state, body.context)
  return renderBrief(state, {
    title: `# 🔄 CONTEXT HANDOFF - ${project.name}`,
    preamble,
    budgetTokens: body.budget_tokens ?? BUDGET_TOKENS,
    ...(body.target && { target: body.target, tokenizer: tokenizerOf(body.target) }),
  }).markdown
}

const LINES = { low: 25, medium: 15, high: 5 }

/** The most useful lines of the whole text, in their order. A budget holds for the whole briefing, its head included. */
export function smartCompress({ sql }: Call, { project_id, context, compress_level, budget_tokens }: SmartContext) {
  const project = getProject(sql, project_id)
  const level = budget_tokens === undefined ? (compress_level ?? 'medium').toUpperCase() : `${budget_tokens} TOKENS`
  const head = (ratio: number) =>
    [
      `# 🎯 SMART COMPRESSED - ${project.name}`,
      `**Level**: ${level} | **Ratio**: ${ratio}%`,
      '',
      '## 📝 Key Points',
    ].join('\n')
  const limit =
    budget_tokens === undefined
      ? { lines: LINES[compress_level ?? 'medium'] }
      : { tokens: Math.max(0, budget_tokens - countTokens(`${head(100)}\n`)) }
  const chosen = chooseLines(redact(context).text, limit)
  const original = context.split('\n').filter(line => line.trim()).length
  const ratio = original === 0 ? 0 : Math.round((1 - chosen.length / original) * 100)
  return {
    briefing: [head(ratio), ...chosen].join('\n'),
    stats: { original_lines: original, compressed_lines: chosen.length, compression_ratio: ratio },
  }
}
