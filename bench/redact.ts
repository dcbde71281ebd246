/**
 * What would be taken out of a folder of recorded sessions as a secret, and how fast: `node bench/redact.ts FOLDER [--list]`.
 * With --list each is shown with what stands before it and all but its first six characters hidden.
 */
import { performance } from 'node:perf_hooks'
import { addKinds, type RedactedKinds, redact } from '../src/core/redact/index.ts'
import { listLogs, readSession } from './sessions.ts'

const MARK = /\[redacted: ([\w-]+)\]/
const BEFORE = 40
const SHOWN = 6

/** Each place where `clean` differs from `text`: the kind, what stands before, and the beginning of what went. */
function samplesOf(text: string, clean: string): string[] {
  const parts = clean.split(MARK)
  const found: string[] = []
  let at = 0
  for (let i = 0; i + 2 < parts.length; i += 2) {
    const from = text.indexOf(parts[i] as string, at) + (parts[i] as string).length
    const before = text.slice(Math.max(0, from - BEFORE), from).replaceAll('\n', ' ')
    found.push(`${parts[i + 1]}: ${before}»${text.slice(from, from + SHOWN)}…«`)
    at = from
  }
  return found
}

const [folder, list] = process.argv.slice(2)
if (folder === undefined) throw new Error('say a folder of recorded sessions')
let kinds: RedactedKinds = {}
let characters = 0
let ms = 0
const samples = new Set<string>()
const logs = listLogs(folder)
for (const log of logs) {
  for (const { text } of (await readSession(log)).turns) {
    const begun = performance.now()
    const found = redact(text)
    ms += performance.now() - begun
    characters += text.length
    kinds = addKinds(kinds, found.kinds)
    if (found.text !== text) for (const sample of samplesOf(text, found.text)) samples.add(sample)
  }
}
console.log(
  `${logs.length} sessions, ${(characters / 1e6).toFixed(1)} million characters, ${(characters / 1e3 / ms).toFixed(0)} MB/s`,
)
console.log(Object.keys(kinds).length > 0 ? kinds : 'nothing would be taken out')
if (list === '--list') for (const sample of [...samples].sort()) console.log(sample)
