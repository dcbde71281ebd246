/** What a brief is asked for with, and what comes back. */

import type { RedactedKinds } from '../redact/index.ts'
import type { Tokenizer } from './tokens.ts'

export type BriefTarget = 'claude' | 'chatgpt' | 'gemini' | 'genspark' | 'plain'

export interface BriefRequest {
  /** 50..20000, never exceeded; from 200 on every section has a chance. */
  budgetTokens?: number
  /** In place of a budget: at most 25, 15 or 5 lines of key points. */
  level?: 'low' | 'medium' | 'high'
  /** First line, always kept. */
  title?: string
  /** Markdown lines that follow the title; shortened where the budget is small. */
  preamble?: string[]
  target?: BriefTarget
  /** Takes e-mail addresses out too. */
  redactEmails?: boolean | undefined
  /** Counts tokens as the target does, where that is known; estimated where it is absent. */
  tokenizer?: Tokenizer | undefined
}

export interface BriefReport {
  tokens: number
  budgetTokens: number
  /** What counted them; absent where they are estimated. */
  tokenizer?: string
  kept: Record<string, number>
  dropped: Record<string, number>
  /** Requests that stand in the brief in fewer words than they were made. */
  shortened: number
  /** Secrets taken out of the whole session, by kind. */
  redacted: RedactedKinds
  /** 0..1: the share by weight of all names and words that facts could have told. */
  coverage: number
  largestDropped: { kind: string; text: string; turn: number }[]
}

export interface Brief {
  markdown: string
  report: BriefReport
}
