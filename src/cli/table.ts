/** Columns of text for a terminal. */
import type { Style } from './output.ts'

export interface Column {
  readonly head: string
  /** Numbers stand at the right. */
  readonly right?: boolean
  /** Left out first where the terminal is narrow. */
  readonly spare?: boolean
  /** Gives way first where the terminal is narrow, down to so many characters. */
  readonly least?: number
}

const GAP = 2

/** The last row is set off from the others where `total` says so. */
export function tableText(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  { width, style, total }: { readonly width: number; readonly style: Style; readonly total?: boolean },
): string {
  const all = columns.map((column, at) => ({
    ...column,
    at,
    width: widest([column.head, ...rows.map(row => row[at] ?? '')]),
  }))
  const whole = (shown: readonly { readonly width: number }[]) =>
    shown.reduce((sum, column) => sum + column.width + GAP, -GAP)
  const shown = whole(all) <= width ? all : all.filter(column => !column.spare)
  for (const column of shown) {
    const over = whole(shown) - width
    if (over > 0 && column.least !== undefined) column.width = Math.max(column.least, column.width - over)
  }
  const lineOf = (cells: (at: number) => string) =>
    shown
      .map(({ at, right, width: wide }) =>
        right ? cut(cells(at), wide).padStart(wide) : cut(cells(at), wide).padEnd(wide),
      )
      .join(' '.repeat(GAP))
      .trimEnd()
  const lines = rows.map(row => lineOf(at => row[at] ?? ''))
  const rule = style.dim('─'.repeat(Math.min(width, Math.max(0, whole(shown)))))
  const last = total ? [rule, style.bold(lines.pop() ?? '')] : []
  return [style.bold(lineOf(at => columns[at]?.head ?? '')), rule, ...lines, ...last].join('\n')
}

const widest = (texts: readonly string[]): number => Math.max(...texts.map(text => [...text].length))

function cut(text: string, width: number): string {
  const characters = [...text]
  return characters.length <= width ? text : `${characters.slice(0, width - 1).join('')}…`
}
