/** Following the logs inside the server: only where the person has said so, once. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline/promises'
import type { RunningServer } from '../../runtimes/node/server.ts'
import type { Output } from '../output.ts'
import { findTools } from './find-logs.ts'
import { newsText, sweptText } from './news-text.ts'
import { openWatch, type Watch } from './watch-logs.ts'

const settingPath = (folder: string) => join(folder, 'watch.json')

/** What the person has said; null: never asked. */
export function readSaid(folder: string): boolean | null {
  try {
    const { on } = JSON.parse(readFileSync(settingPath(folder), 'utf8')) as { on?: unknown }
    return typeof on === 'boolean' ? on : null
  } catch {
    return null
  }
}

const say = (folder: string, on: boolean) => writeFileSync(settingPath(folder), JSON.stringify({ on }), { mode: 0o600 })

/** Asks at the first start at a terminal where a tool is found; elsewhere it only says what could be done. */
export async function decideToWatch(folder: string, env: NodeJS.ProcessEnv, out: Output): Promise<boolean> {
  const said = readSaid(folder)
  if (said !== null) return said
  const titles = findTools(env).map(({ tool }) => tool.title)
  if (titles.length === 0) return false
  if (!process.stdin.isTTY || !process.stdout.isTTY || out.json) {
    out.notice(`${titles.join(', ')} found here: \`paas start --watch\` records their sessions as they are written.`)
    return false
  }
  const asking = createInterface({ input: process.stdin, output: process.stderr })
  const question = `Record the sessions of ${titles.join(', ')} on this machine from now on, and keep a copy of their logs? [y/N] `
  const answer = await asking.question(question).finally(() => asking.close())
  const on = /^y(?:es)?$/i.test(answer.trim())
  say(folder, on)
  return on
}

/** Follows the logs until it is closed; the first sweep runs beside what the server answers. */
export function watchInServer(server: RunningServer, env: NodeJS.ProcessEnv, out: Output): Watch {
  const { folder } = server
  if (!existsSync(settingPath(folder)) || readSaid(folder) === false) say(folder, true)
  const watch = openWatch({
    env,
    folder,
    capture: server.capture,
    now: Date.now,
    tell: news => newsText(news, out, true),
  })
  watch.sweep().then(
    swept => {
      out.progress(null)
      out.say(out.style.dim(`  Following  ${sweptText(swept)}`))
      watch.follow()
    },
    error => out.notice(`The logs cannot be followed: ${(error as Error).message}`),
  )
  return watch
}

export function stopWatching(folder: string): void {
  say(folder, false)
}
