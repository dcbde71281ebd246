import { command, EXIT } from '../command.ts'
import { Failure } from '../failure.ts'

/** Bounds of the API. */
const BUDGET = { min: 50, max: 20_000 }

export default command({
  usage: '<file>',
  args: { min: 0, max: 1 },
  options: {
    budget: { type: 'integer', about: 'Tokens it may take; 3000 where nothing is said', ...BUDGET },
    level: { type: 'text', choices: ['low', 'medium', 'high'], about: 'In place of a budget: 25, 15 or 5 lines' },
    target: { type: 'text', choices: ['claude', 'chatgpt', 'gemini', 'genspark', 'plain'], about: 'Who will read it' },
    session: { type: 'text', value: 'N', about: 'Of a recorded session in place of a file' },
  },
  examples: [
    ['paas brief session.jsonl', 'The briefing of a transcript, as Markdown'],
    ['paas brief chat.md --budget 1500 | pbcopy', 'A smaller one, into the clipboard'],
    ['paas brief --session 12', 'Of a session that was recorded'],
  ],
  notes: ['A file needs no server and no data folder; --json adds what was kept and what was left out.'],
  async run({ args: [file], values, out, env }) {
    const { budget, level, target, session } = values
    if (budget !== undefined && level !== undefined) {
      throw new Failure('--budget and --level exclude each other.', { code: 'usage' })
    }
    if ((file === undefined) === (session === undefined)) {
      const message = file === undefined ? 'Brief of what?' : 'A file or a session, not both.'
      throw new Failure(message, { code: 'usage', suggestion: 'paas brief <file>, or paas brief --session N' })
    }
    const wish = { budgetTokens: budget, level, target } as const
    if (file !== undefined) {
      const { briefFile } = await import('../brief-file.ts')
      const { markdown, report, ...about } = await briefFile(file, wish, out)
      out.answer({ file, ...about, markdown, report }, markdown)
      return EXIT.done
    }
    const [{ connect }, { findSession }] = await Promise.all([import('../connect.ts'), import('../nouns.ts')])
    const connection = await connect(env)
    try {
      const found = await findSession(connection.client, session as string)
      const brief = await connection.client.getBrief(found.id, { budget_tokens: budget, level, target })
      out.answer({ sessionId: found.id, project: found.project_name, ...brief }, brief.markdown)
      return EXIT.done
    } finally {
      connection.close()
    }
  },
})
