/** What stands on standard input, as far as it comes: a terminal gives nothing, and nobody is waited for. */
import { isatty } from 'node:tty'

const PATIENCE_MS = 300
const CHARS_MAX = 1_000_000

export async function readInput(): Promise<string> {
  if (isatty(0)) return ''
  const { stdin } = process
  let text = ''
  return await new Promise(done => {
    const end = () => {
      clearTimeout(timer)
      stdin.destroy()
      done(text)
    }
    const timer = setTimeout(end, PATIENCE_MS)
    stdin.setEncoding('utf8')
    stdin.on('data', chunk => {
      text += chunk
      if (text.length > CHARS_MAX) end()
    })
    stdin.on('end', end)
    stdin.on('error', end)
  })
}
