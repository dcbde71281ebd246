/** A secret that a person types unseen, or that another command pipes in; never an argument, which everybody on the machine sees. */
import { Failure } from './failure.ts'

const CHARS_MAX = 10_000
const CTRL_C = '\u0003'
/** Enter, or Ctrl-D. */
const ENDS = new Set(['\r', '\n', '\u0004'])
const ERASE = new Set(['\b', '\u007f'])

/** @throws Failure where nothing comes. */
export async function readSecret(prompt: string): Promise<string> {
  const text = (process.stdin.isTTY ? await typed(prompt) : await piped()).trim()
  if (text !== '') return text
  throw new Failure('No key came.', {
    code: 'usage',
    suggestion: 'Type it when you are asked, or pipe it in: `pbpaste | paas key set <account>`.',
  })
}

async function piped(): Promise<string> {
  let text = ''
  for await (const chunk of process.stdin.setEncoding('utf8')) {
    text += chunk
    if (text.length > CHARS_MAX) throw new Failure('That is longer than any key.', { code: 'usage' })
  }
  return text
}

/** Nothing of it is shown, not even how long it is. */
function typed(prompt: string): Promise<string> {
  const { stdin, stderr } = process
  // Before anybody is asked: what is typed until then would be shown.
  stdin.setRawMode(true).setEncoding('utf8').resume()
  stderr.write(prompt)
  let text = ''
  return new Promise((done, fail) => {
    const end = () => {
      stdin.off('data', takeAll).setRawMode(false).pause()
      stderr.write('\n')
    }
    /** @returns whether it was the last one. */
    const take = (character: string): boolean => {
      if (character === CTRL_C) fail(new Failure('Nothing was kept.', { code: 'cancelled' }))
      else if (ENDS.has(character)) done(text)
      else {
        text = ERASE.has(character) ? text.slice(0, -1) : text + character
        return false
      }
      end()
      return true
    }
    const takeAll = (chunk: string) => void [...chunk].some(take)
    stdin.on('data', takeAll)
  })
}
