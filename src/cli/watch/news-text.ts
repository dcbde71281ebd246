/** What a watch says of itself, for people. */
import { basename } from 'node:path'
import type { Output } from '../output.ts'
import { bytes, count, gauge } from '../words.ts'
import type { Swept, WatchNews } from './watch-logs.ts'

/** @param brief only what failed and how far it is. */
export function newsText(news: WatchNews, out: Output, brief: boolean): void {
  if (news.kind === 'failed') out.notice(`${news.path}: ${news.reason}`)
  else if (news.kind === 'sweeping') {
    const { done, of, bytes: read } = news
    out.progress(`${gauge(done / of, 20)} ${done} of ${count(of, 'log')}, ${bytes(read)}`)
  } else if (!brief && news.recorded.turnsAdded > 0 && news.recorded.place) {
    const { turnsAdded, place } = news.recorded
    const at = new Date().toTimeString().slice(0, 8)
    out.say(
      `${out.style.dim(at)}  session ${place.session_id}: ${count(turnsAdded, 'turn')} (${basename(news.log.path)})`,
    )
  }
}

export function sweptText({ logs, changed, turns, bytes: read, failed }: Swept): string {
  const wrong = failed > 0 ? `; ${failed} could not be read` : ''
  if (changed === 0) return `${count(logs, 'log')}, nothing new${wrong}.`
  return `${count(logs, 'log')}: ${changed} with something new, ${count(turns, 'turn')} from ${bytes(read)}${wrong}.`
}
