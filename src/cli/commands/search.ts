import { setTimeout as sleep } from 'node:timers/promises'
import type { Client, Found } from '../../client/index.ts'
import { parseQuery } from '../../core/search/parse-query.ts'
import { command, EXIT } from '../command.ts'
import { hitsText } from '../hits-text.ts'
import { findProject } from '../nouns.ts'
import type { Output } from '../output.ts'
import { readSince } from '../since.ts'
import { withWorkspace } from '../with-workspace.ts'
import { count, grouped } from '../words.ts'

type Wish = Parameters<Client['search']>[0]

/** So long for turns that were recorded just now; after an import of gigabytes the answer does without the rest. */
const PATIENCE_MS = 5000
const ASK_EVERY_MS = 50

export default command({
  usage: '<words…>',
  args: { min: 1, max: Number.POSITIVE_INFINITY },
  options: {
    project: { type: 'text', about: 'Only in this one, by its number or name' },
    since: { type: 'text', value: 'TIME', about: 'Only what was said since: 7d, 24h, 2026-11-01' },
    limit: { type: 'integer', about: 'Hits to show; 20 where nothing is said', min: 1, max: 100 },
  },
  examples: [
    ['paas search deadlock settle', 'Turns that hold both words, in every session'],
    [`paas search '"out of memory" -test'`, 'A phrase, and without a word'],
    ["paas search 'migrat*' --project Shop --since 7d", 'A beginning, in one project, this week'],
  ],
  notes: [
    "The best and newest first, three of a session at most. Quotes and `-` are for the search: keep them from the shell with '…'.",
    'Exit code 2 where nothing was found.',
  ],
  async run({ args, values, out, env }) {
    const q = args.join(' ')
    const { project: noun, since, limit } = values
    const from = since === undefined ? undefined : readSince(since, Date.now())
    return withWorkspace(env, async client => {
      const project = noun === undefined ? undefined : (await findProject(client, noun)).id
      const { data, next_cursor, not_indexed } = await searchAll(client, { q, project, since: from, limit }, out)
      if (not_indexed > 0) out.notice(`${count(not_indexed, 'turn')} cannot be found yet: they were recorded just now.`)
      if (data.length === 0) out.notice(nothingText(q))
      out.answer({ hits: data, nextCursor: next_cursor, notIndexed: not_indexed }, hitsText(data, out.style))
      if (next_cursor !== undefined) out.notice('There is more: --limit shows it.')
      return data.length === 0 ? EXIT.nothing : EXIT.done
    })
  },
})

/** Waits a little for what is not indexed yet: the server does that by itself, and so does this process where none runs. */
async function searchAll(client: Client, wish: Wish, out: Output): Promise<Found> {
  const until = performance.now() + PATIENCE_MS
  for (;;) {
    const found = await client.search(wish)
    if (found.not_indexed === 0 || performance.now() > until) return found
    out.progress(`Indexing… ${grouped(found.not_indexed)} turns`)
    await sleep(ASK_EVERY_MS)
  }
}

function nothingText(q: string): string {
  const { wanted, unwanted } = parseQuery(q)
  if (wanted.length > 0) return `Nothing was found for ${q}`
  return unwanted.length > 0
    ? 'Nothing was searched for: say also a word that is to be there.'
    : 'Nothing was searched for: words have letters or digits.'
}
