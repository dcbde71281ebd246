import { readFileSync, statSync } from 'node:fs'
import { readPrices } from '../../core/prices/read-prices.ts'
import { command, EXIT } from '../command.ts'
import { Failure } from '../failure.ts'
import { fileFailure } from '../log/file-failure.ts'
import { withWorkspace } from '../with-workspace.ts'

const SOURCES = {
  'models.dev': 'https://models.dev/api.json',
  litellm: 'https://raw.githubusercontent.com/BerriAI/litellm/main/model_prices_and_context_window.json',
} as const
const PATIENCE_MS = 20_000

export default command({
  usage: '[file]',
  args: { min: 0, max: 1 },
  options: {
    from: {
      type: 'text',
      about: 'Which public table; models.dev where nothing is said',
      choices: ['models.dev', 'litellm'],
    },
  },
  examples: [
    ['paas prices refresh', 'Fetch the newest table of models.dev'],
    ['paas prices refresh model_prices_and_context_window.json', 'A file of either, where there is no network'],
  ],
  notes: ['Costs are computed when they are shown: a newer table corrects the past too.'],
  async run({ args, values, out, env }) {
    const [file] = args
    const { text, dated } = file === undefined ? await fetchText(SOURCES[values.from ?? 'models.dev']) : readText(file)
    const read = readPrices(parse(text))
    if (!read) {
      throw new Failure('This is neither the table of models.dev nor that of LiteLLM.', {
        code: 'no-prices',
        suggestion: `They are at ${Object.values(SOURCES).join(' and ')}`,
      })
    }
    return withWorkspace(env, async client => {
      const kept = await client.putPrices({ dated, source: `${read.source} ${dated}`, models: read.models })
      const fresh = Object.keys(read.models).length
      out.answer(
        { ...kept, read: fresh },
        `${fresh} prices of ${read.source}, ${dated}; ${kept.models} are known in all.`,
      )
      return EXIT.done
    })
  },
})

/** The day of a file is when it was written. */
function readText(file: string): { text: string; dated: string } {
  try {
    return { text: readFileSync(file, 'utf8'), dated: dayOf(statSync(file).mtime) }
  } catch (error) {
    throw fileFailure(file, error as NodeJS.ErrnoException)
  }
}

async function fetchText(url: string): Promise<{ text: string; dated: string }> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(PATIENCE_MS) })
    if (!response.ok) throw new Error(`it answered ${response.status}`)
    return { text: await response.text(), dated: dayOf(new Date()) }
  } catch (error) {
    const { cause, message } = error as Error
    throw new Failure(`${url} cannot be reached: ${cause instanceof Error ? cause.message : message}.`, {
      code: 'no-network',
      exit: EXIT.blocked,
      suggestion: 'The prices that are known go on being used. Download the file elsewhere: paas prices refresh <file>',
    })
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

const dayOf = (at: Date): string => at.toISOString().slice(0, 10)
