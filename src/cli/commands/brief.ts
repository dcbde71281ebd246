import type { FileWish } from '../brief-file.ts'
import { command, EXIT, type Exit } from '../command.ts'
import { Failure, toFailure } from '../failure.ts'
import type { Output } from '../output.ts'

/** Bounds of the API. */
const BUDGET = { min: 50, max: 20_000 }

export default command({
  usage: '<file…>',
  args: { min: 0, max: Number.POSITIVE_INFINITY },
  options: {
    budget: { type: 'integer', about: 'Tokens it may take; 3000 where nothing is said', ...BUDGET },
    level: { type: 'text', choices: ['low', 'medium', 'high'], about: 'In place of a budget: 25, 15 or 5 lines' },
    target: { type: 'text', choices: ['claude', 'chatgpt', 'gemini', 'genspark', 'plain'], about: 'Who will read it' },
    'redact-emails': { type: 'flag', about: 'Take e-mail addresses out too; keys and passwords always go' },
    session: { type: 'text', value: 'N', about: 'Of a recorded session in place of a file' },
  },
  examples: [
    ['paas brief session.jsonl', 'The briefing of a transcript, as Markdown'],
    ['paas brief chat.md --budget 1500 | pbcopy', 'A smaller one, into the clipboard'],
    ['paas brief logs/*.jsonl --level high', 'Five lines of each of several'],
    ['paas brief --session 12', 'Of a session that was recorded'],
  ],
  notes: ['A file needs no server and no data folder; --json adds what was kept and what was left out.'],
  async run({ args: files, values, out, env }) {
    const { budget, level, target, session } = values
    if (budget !== undefined && level !== undefined) {
      throw new Failure('--budget and --level exclude each other.', { code: 'usage' })
    }
    if ((files.length === 0) === (session === undefined)) {
      const message = session === undefined ? 'Brief of what?' : 'Files or a session, not both.'
      throw new Failure(message, { code: 'usage', suggestion: 'paas brief <file>, or paas brief --session N' })
    }
    const redactEmails = values['redact-emails']
    const wish = { budgetTokens: budget, level, target, redactEmails }
    if (files.length > 0) return await briefFiles(files, wish, out)
    const [{ connect }, { findSession }] = await Promise.all([import('../connect.ts'), import('../nouns.ts')])
    const connection = await connect(env)
    try {
      const found = await findSession(connection.client, session as string)
      const brief = await connection.client.getBrief(found.id, {
        budget_tokens: budget,
        level,
        target,
        redact_emails: redactEmails,
      })
      out.answer({ sessionId: found.id, project: found.project_name, ...brief }, brief.markdown)
      return EXIT.done
    } finally {
      connection.close()
    }
  },
})

/** One file's brief is the answer; several are told one after another, and what fails does not end the rest. */
async function briefFiles(files: readonly string[], wish: FileWish, out: Output): Promise<Exit> {
  const { briefFile } = await import('../brief-file.ts')
  if (files.length === 1) {
    const brief = await briefFile(files[0]!, wish, out)
    out.answer({ ...brief }, brief.markdown)
    return EXIT.done
  }
  const briefs: object[] = []
  let failed = 0
  for (const file of files) {
    try {
      const brief = await briefFile(file, wish, out)
      if (out.json) briefs.push(brief)
      out.say(`${brief.markdown}\n`)
    } catch (error) {
      const { message, suggestion, code } = toFailure(error)
      failed++
      briefs.push({ file, error: { message, suggestion, code } })
      out.notice(`error: ${message}${suggestion ? `\n→ ${suggestion}` : ''}`)
    }
  }
  out.answer({ briefs }, '')
  return failed > 0 ? EXIT.error : EXIT.done
}
