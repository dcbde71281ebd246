/** The steps that a plan written in Markdown lists. */
import type { PlanItem } from './event.ts'

const ITEMS_MAX = 40
const STEP = /^(?:[-*]|\d+[.)])\s+(?:\[([ xX~])\]\s+)?(\S.*)$/
const HEADING = /^#{2,4}\s+(\S.*)$/

/** Numbered steps where there are two or more, else the outer bullets, else the headings; at most forty. */
export function planItems(markdown: string): PlanItem[] {
  const numbered: PlanItem[] = []
  const bullets: PlanItem[] = []
  const headings: PlanItem[] = []
  let fenced = false
  for (const line of markdown.split('\n')) {
    if (line.trimStart().startsWith('```')) fenced = !fenced
    if (fenced) continue
    const heading = HEADING.exec(line)
    if (heading) headings.push({ text: plain(heading[1]!), state: 'next' })
    const step = STEP.exec(line)
    if (!step) continue
    const item: PlanItem = { text: plain(step[2]!), state: boxState(step[1]) }
    if (/^\d/.test(line)) numbered.push(item)
    else bullets.push(item)
  }
  const steps = numbered.length > 1 ? numbered : bullets.length > 0 ? bullets : headings
  return steps.slice(0, ITEMS_MAX)
}

/** `**Add the table**:` is `Add the table`. */
function plain(text: string): string {
  return text.replaceAll('**', '').replace(/:\s*$/, '').trim()
}

function boxState(box: string | undefined): PlanItem['state'] {
  if (box === 'x' || box === 'X') return 'done'
  return box === '~' ? 'doing' : 'next'
}
