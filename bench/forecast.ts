/**
 * Forecasts of when windows run out, asked at many moments of streams of uses and knowing only what came before.
 *
 *   node bench/forecast.ts [folder of recorded sessions] [--table] [--seeds 11,12,13] [--most 60]
 *
 * The streams are people made up with fixed seeds; with a folder also its sessions, in the calendars of made-up people and as
 * they happened. `--table` prints Markdown. Capacities are such that half, or a quarter, of the windows with use run out.
 * The widths of the method were chosen on the seeds 1, 2 and 3, which are not asked here.
 */
import { parseArgs } from 'node:util'
import { backtest, type Score } from './forecast/backtest.ts'
import { type RecordedStreams, recordedStreams } from './forecast/recorded.ts'
import { madeUpStreams, type Stream } from './forecast/streams.ts'
import { KINDS } from './forecast/windows.ts'
import { type Figure, runAlone } from './measure.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    table: { type: 'boolean', default: false },
    seeds: { type: 'string', default: '11,12,13' },
    most: { type: 'string', default: '60' },
  },
})
/** Of seeds for real sessions: other calendars than those with made-up sessions. */
const OTHER_SEEDS = 500

interface Group {
  readonly name: string
  readonly streams: readonly Stream[]
  readonly most: number
}

function groupsOf(recorded: RecordedStreams | null): Group[] {
  const seeds = values.seeds.split(',').map(Number)
  const most = Number(values.most)
  const made = { name: 'made-up people', streams: seeds.flatMap(seed => madeUpStreams(seed)), most }
  if (!recorded) return [made]
  const inCalendars = seeds.flatMap(seed => madeUpStreams(seed + OTHER_SEEDS, recorded.shapes))
  return [
    made,
    { name: 'recorded sessions, made-up calendars', streams: inCalendars, most },
    { name: 'recorded, a repository as one account', streams: recorded.whole, most: 1000 },
    { name: 'recorded, a person as one account', streams: recorded.persons, most: 1000 },
  ].map(group => ({ ...group, name: `${group.name} (${group.streams.length})` }))
}

const ratio = (n: number) => n.toFixed(3)
const percent = (n: number) => `${Math.round(100 * n)} %`

function figuresOf(name: string, score: Score): Figure[] {
  const { brier, brierBase, brierPace, brierHour, covered, moments, windows, ranOut, unknown } = score
  const others = `base rate ${ratio(brierBase)}, pace ${ratio(brierPace)}, last hour's ${ratio(brierHour)}`
  return [
    {
      name: `forecast of ${score.kind}, ${name}: Brier`,
      measured: brier,
      unit: '',
      goal: { atMost: Number(Math.min(brierBase, brierPace, brierHour).toFixed(4)) },
      note: `${others}; ${moments} moments in ${windows} windows, ${percent(ranOut)} ran out`,
    },
    {
      name: '… points that the 80 % range is off',
      measured: Math.abs(100 * covered - 80),
      unit: '',
      goal: { atMost: 5 },
      note: `it held ${percent(covered)}; ${percent(unknown / (moments + unknown))} of the moments: unknown`,
    },
  ]
}

function tableOf(scores: readonly (Score & { name: string })[]): string {
  const heads =
    'streams|window|windows|moments|unknown|ran out|**Brier**|base rate, known after|windows before|pace|pace of the last hour|**80 % range held**'
  const rows = scores.map(score =>
    [
      score.name,
      score.kind,
      score.windows,
      score.moments,
      percent(score.unknown / (score.moments + score.unknown)),
      percent(score.ranOut),
      `**${ratio(score.brier)}**`,
      ...[score.brierBase, score.brierSoFar, score.brierPace, score.brierHour].map(ratio),
      `**${percent(score.covered)}**`,
    ].join(' | '),
  )
  const lines = [
    heads.split('|').join(' | '),
    heads
      .split('|')
      .map(() => '---')
      .join(' | '),
    ...rows,
  ]
  return lines.map(line => `| ${line} |`).join('\n')
}

await runAlone(import.meta.url, async () => {
  const recorded = positionals[0] === undefined ? null : await recordedStreams(positionals[0])
  const scores = groupsOf(recorded).flatMap(({ name, streams, most }) =>
    KINDS.map(kind => ({ name, ...backtest(streams, kind, most) })).filter(({ moments }) => moments > 0),
  )
  if (values.table) console.log(tableOf(scores))
  return scores.flatMap(score => figuresOf(score.name, score))
})
