/** Fills the clipboard with whichever program this system has for it. */
import { spawn } from 'node:child_process'

const PROGRAMS: readonly (readonly [string, ...string[]])[] = [
  ['pbcopy'],
  ['wl-copy'],
  ['xclip', '-selection', 'clipboard'],
  ['xsel', '--clipboard', '--input'],
  ['clip'],
]

/** @returns whether one took it. */
export async function copyToClipboard(text: string): Promise<boolean> {
  for (const [program, ...args] of PROGRAMS) if (await give(text, program, args)) return true
  return false
}

function give(text: string, program: string, args: readonly string[]): Promise<boolean> {
  return new Promise(done => {
    const child = spawn(program, args, { stdio: ['pipe', 'ignore', 'ignore'] })
    child.on('error', () => done(false))
    child.on('exit', code => done(code === 0))
    child.stdin.on('error', () => {})
    child.stdin.end(text)
  })
}
