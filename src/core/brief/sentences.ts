/** Splits what somebody wrote in Markdown into statements that stand by themselves. */

const LINE_MAX = 260
const FENCE = /^\s*(?:```|~~~)/
const BULLET = /^\s*(?:[-*+•]|\d{1,2}[.)]|\[[ x]\])\s+/
const TABLE_RULE = /^[\s|:–-]+$/
/** Code that stands outside backticks. */
const CODE =
  /[{};]\s*$|:=|=>|==|!=|&&|\|\||->|<\/|^\s*(?:import|const|let|var|func|def|class|return|package|export)\b.*[=({:"]/

/** Drops what only decorates: heading signs, emphasis, leading marks. */
export function plainLine(line: string): string {
  return line
    .replace(/^[\s>"“]*(?:#{1,6}\s+)/, '')
    .replace(/^[\s>]+/, '')
    .replace(/\*\*|__(?=\S)|(?<=\S)__/g, '')
    .replace(/\s+/g, ' ')
    .trim()
}

/** Shortens at a word's end; `max` in characters. */
export function shorten(text: string, max: number): string {
  if (text.length <= max) return text
  const cut = text.slice(0, Math.max(1, max - 1))
  const space = cut.lastIndexOf(' ')
  let head = space > max * 0.6 ? cut.slice(0, space) : cut
  // Never end inside a surrogate pair or an open backtick.
  if (/[\ud800-\udbff]$/.test(head)) head = head.slice(0, -1)
  head = head.replace(/[\s,;:—-]+$/, '')
  if ((head.match(/`/g)?.length ?? 0) % 2) head += '`'
  return `${head}…`
}

/** The last `max` characters of a text, from a word's beginning on where it has words. */
export function endOf(text: string, max: number): string {
  return text.slice(-max).replace(/^\S{0,40}\s+/, '')
}

/** Sentences of a line of prose; short ones stay with their neighbour so that none loses its subject. */
function splitLong(line: string): string[] {
  if (line.length <= LINE_MAX) return [line]
  const parts = line.split(/(?<=[.!?])\s+(?=[\p{Lu}`"'([])|(?<=[。！？؟])/u)
  const out: string[] = []
  for (const part of parts) {
    const last = out[out.length - 1]
    if (last !== undefined && last.length + part.length < LINE_MAX * 0.75) out[out.length - 1] = `${last} ${part}`
    else out.push(part)
  }
  return out.map(p => shorten(p, LINE_MAX * 1.5))
}

const tableRow = (line: string) =>
  line
    .split('|')
    .map(cell => cell.trim())
    .filter(Boolean)
    .join(': ')

/** Lines of a text; a paragraph that was broken at a column is one line again. */
function unwrapped(text: string): string[] {
  const out: string[] = []
  for (const line of text.split('\n')) {
    const last = out[out.length - 1]
    const goesOn =
      last !== undefined &&
      last.length > 50 &&
      last.length < 1500 &&
      /[\p{L}\d,)`’']\s?$/u.test(last) &&
      /^\s*[\p{Ll}(`]/u.test(line)
    if (goesOn && !/^\s*(?:\||#|```|~~~)/.test(last) && !/^\s*(?:```|~~~)/.test(line))
      out[out.length - 1] = `${last.trimEnd()} ${line.trim()}`
    else out.push(line)
  }
  return out
}

/**
 * Statements of a Markdown text, in order. Fenced code and rules are left out; the short points of a list are joined to
 * the line that leads into it, so that each statement says what it is about. At most `limit` are given.
 */
export function statementsOf(text: string, limit = 200): string[] {
  const out: string[] = []
  let fenced = false
  let lead = ''
  let points: string[] = []
  const flush = () => {
    if (points.length) {
      const start = lead ? `${lead.replace(/[:：]$/, '')}: ` : ''
      let line = start
      for (const point of points) {
        if (line.length > start.length && line.length + point.length > LINE_MAX) {
          out.push(line)
          line = start.length < 90 ? start : ''
        }
        line += line.length > start.length ? ` · ${point}` : point
      }
      if (line.length > start.length) out.push(line)
    } else if (lead.length > 60) out.push(lead.replace(/[:：]$/, ''))
    points = []
    lead = ''
  }
  for (const raw of unwrapped(text)) {
    if (out.length >= limit) break
    if (FENCE.test(raw)) {
      fenced = !fenced
      continue
    }
    if (fenced || raw.length > 4000) continue
    if (!raw.trim()) continue
    if (raw.includes('|') && /^\s*\|/.test(raw)) {
      // The rule stands below the column titles, which say little without their columns.
      if (TABLE_RULE.test(raw)) points.pop()
      else {
        const row = plainLine(tableRow(raw))
        if (row.length > 12) points.push(shorten(row, 200))
      }
      continue
    }
    const bullet = BULLET.test(raw)
    const line = plainLine(bullet ? raw.replace(BULLET, '') : raw)
    if (line.length < 3 || /^[-=*_─━]+$/.test(line)) continue
    if (CODE.test(line.replace(/`[^`]*`/g, ' '))) continue
    const heading = /^\s*#{1,6}\s/.test(raw) || (!bullet && /^\*\*[^*]+\*\*:?$/.test(raw.trim()))
    if (bullet) {
      if (line.length > 160) {
        const start = lead && lead.length < 70 ? `${lead.replace(/[:：]$/, '')}: ` : ''
        for (const [i, s] of splitLong(line).entries()) out.push(i === 0 ? start + s : s)
      } else points.push(line.replace(/[.;]$/, ''))
      continue
    }
    flush()
    if (heading || /[:：]$/.test(line)) lead = shorten(line, 120)
    else for (const s of splitLong(line)) out.push(s)
  }
  flush()
  return out.slice(0, limit)
}
