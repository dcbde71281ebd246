/** Reads a history line by line: gathers the lines of one voice, and hands them on when another one speaks. */
import type { Emit, LineReader } from '../importer.ts'
import { openRun, type Run } from './run.ts'

type Voice = 'person' | 'tool' | 'assistant'

const HEADER = /^# aider chat started at (\d{4}-\d\d-\d\d \d\d:\d\d:\d\d)/
/** Aider ends every line of its own and of a person with two spaces; headings and quotes of a model end without. */
const PROMPT = /^####(?: (.*?))? {2}$/
const TOOL = /^>(?: (.*?))? {2}$/

export function openReader(emit: Emit): LineReader {
  const names = new Map<string, number>()
  let run: Run = openRun({ startedAt: undefined, line: 1, names, emit })
  let voice: Voice = 'assistant'
  let first = 1
  let lines: string[] = []

  function flush(): void {
    const text = lines.join('\n').trim()
    if (text !== '') run[voice](text, first)
    lines = []
  }

  function hear(who: Voice, text: string, line: number): void {
    // What the tool says is told line by line.
    if (who !== voice || who === 'tool') flush()
    if (lines.length === 0) first = line
    voice = who
    lines.push(text)
  }

  function read(text: string, line: number): void {
    const started = HEADER.exec(text)
    if (started) {
      flush()
      run = openRun({ startedAt: started[1]!, line, names, emit })
      return
    }
    const prompt = PROMPT.exec(text)
    const said = prompt ? null : (TOOL.exec(text) ?? (voice === 'tool' ? /^> ?(.*)$/.exec(text) : null))
    if (prompt) hear('person', prompt[1] ?? '', line)
    else if (said) hear('tool', said[1] ?? '', line)
    else if (text.trim() === '' && voice !== 'assistant') flush()
    else hear('assistant', text, line)
  }

  return {
    line(text, number) {
      const clean = text.endsWith('\r') ? text.slice(0, -1) : text
      try {
        read(number === 1 ? clean.replace(/^\ufeff/, '') : clean, number)
      } catch (error) {
        const reason = `could not be read: ${error instanceof Error ? error.message : 'unknown reason'}`
        emit({ type: 'skip', line: number, reason })
      }
    },
    end: flush,
  }
}
