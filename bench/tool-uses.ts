/** Made-up calls of tools and what they answered, as Claude Code writes them. */
import { code, path, prose, type Random, symbol } from './words.ts'

type Json = Record<string, unknown>

type Made = { call: { name: string; input: Json }; result: { text: string; details: unknown; failed?: boolean } }

/** Sizes as in real logs: half of the results below 3 kB, a mean of 10 kB, told twice (as content and as details). */
const size = (random: Random) => 300 + 10_500 * random() ** 2.4

export const TOOLS: readonly ((random: Random, cwd: string) => Made)[] = [
  (r, cwd) => {
    const filePath = `${cwd}/${path(r)}`
    const chars = size(r)
    const text = code(r, chars, 1)
    return {
      call: { name: 'Read', input: { file_path: filePath } },
      result: {
        text,
        details: { type: 'text', file: { filePath, content: code(r, chars), numLines: 200, startLine: 1 } },
      },
    }
  },
  (r, cwd) => {
    const failed = r() < 0.15
    const stdout = code(r, size(r))
    const text = failed ? `Exit code 1\n${stdout}\nError: ${prose(r, 60)}` : stdout
    const details = failed ? `Error: ${text}` : { stdout, stderr: '', interrupted: false, isImage: false }
    return {
      call: { name: 'Bash', input: { command: `cd ${cwd} && npx vitest run ${path(r)}`, description: prose(r, 40) } },
      result: { text, details, failed },
    }
  },
  (r, cwd) => {
    const filePath = `${cwd}/${path(r)}`
    const oldString = code(r, 200 + r() * 700)
    const newString = code(r, 300 + r() * 900)
    const details = {
      filePath,
      oldString,
      newString,
      originalFile: code(r, 9000),
      structuredPatch: [{ oldStart: 1, lines: newString.split('\n') }],
    }
    return {
      call: { name: 'Edit', input: { file_path: filePath, old_string: oldString, new_string: newString } },
      result: { text: `The file ${filePath} has been updated.\n${code(r, 600, 10)}`, details },
    }
  },
  r => {
    const filenames = Array.from({ length: 3 + Math.floor(r() * 40) }, () => path(r))
    return {
      call: { name: 'Grep', input: { pattern: symbol(r), output_mode: 'files_with_matches' } },
      result: {
        text: filenames.join('\n'),
        details: { mode: 'files_with_matches', filenames, numFiles: filenames.length },
      },
    }
  },
]
