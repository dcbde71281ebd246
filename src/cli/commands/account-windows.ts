import { command, EXIT } from '../command.ts'
import { findAccount } from '../nouns.ts'
import { tableText } from '../table.ts'
import { withWorkspace } from '../with-workspace.ts'
import { clockTime, gauge, grouped, span } from '../words.ts'

/** Where nobody looks: a pipe. */
const WIDTH = 120

export default command({
  usage: '<account>',
  args: { min: 1, max: 1 },
  options: {
    preset: {
      type: 'text',
      value: 'PLAN',
      about: "Put a known plan's windows in place of its own: claude, codex, api-budget…",
    },
  },
  examples: [
    ['paas account windows "Claude Max"', 'What is left of each quota window, and how that is known'],
    ['paas account windows "Claude Max" --preset claude', 'Five hours, a week, and a week of Opus'],
  ],
  notes: [
    '`GET /api/presets` lists the plans with their dates; a single window is described over the API or on the dashboard.',
  ],
  async run({ args, values, out, env }) {
    return withWorkspace(env, async client => {
      const { id } = await findAccount(client, args[0] as string)
      const windows =
        values.preset === undefined ? await client.listWindows(id) : await client.usePreset(id, values.preset)
      const rows = windows.map(({ name, main, unit, capacity, usable, used_ratio, resets_at, source, age_seconds }) => [
        main && name !== 'main' ? `${name} (main)` : name,
        used_ratio === null ? '' : gauge(1 - used_ratio),
        usable === null
          ? 'not known'
          : `${grouped(Math.floor(usable))}${capacity == null ? '' : `/${grouped(capacity)}`} ${unit}`,
        resets_at === null ? '' : clockTime(resets_at),
        source === 'reading' && age_seconds !== null
          ? `read ${span(age_seconds * 1000)} ago`
          : source === 'uses'
            ? 'counted'
            : 'assumed',
      ])
      const columns = [
        { head: 'Window' },
        { head: '' },
        { head: 'Left' },
        { head: 'Resets' },
        { head: 'Known', spare: true },
      ]
      out.answer(
        { account_id: id, windows },
        tableText(columns, rows, { width: process.stdout.columns ?? WIDTH, style: out.style }),
      )
      return EXIT.done
    })
  },
})
