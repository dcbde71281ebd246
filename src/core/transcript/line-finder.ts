/** Where the parts of a JSON document stand in it. */

/** The line on which a message's id stands: messages come in the order of the file. */
export function lineFinder(lines: readonly string[]): (id: string | undefined) => number {
  let from = 0
  /** Where in that line: a document may stand on a single one. */
  let behind = 0
  return id => {
    if (id === undefined) return from + 1
    const mark = `"${id}"`
    for (let index = from; index < lines.length; index++) {
      const at = lines[index]!.indexOf(mark, index === from ? behind : 0)
      if (at < 0) continue
      from = index
      behind = at
      break
    }
    return from + 1
  }
}
