/** Calls that a model wrote as tags into its words: `<read_file><path>a.ts</path></read_file>`. */
import type { Json } from '../../core/transcript/json.ts'

export interface XmlCall {
  readonly name: string
  readonly input: Json
}

export interface Parted {
  /** What stands around the calls. */
  readonly words: string
  readonly calls: readonly XmlCall[]
}

const TOOL =
  /<(execute_command|read_file|write_to_file|replace_in_file|apply_diff|insert_content|search_and_replace|search_files|list_files|list_code_definition_names|browser_action|use_mcp_tool|access_mcp_resource|ask_followup_question|attempt_completion|plan_mode_respond|new_task|update_todo_list|switch_mode|web_fetch|codebase_search|fetch_instructions|condense|summarize_task)>/g
const PARAMETER = /<([a-z_]+)>/g

/** Searched and not matched: a tag may stand there unclosed, many times. */
export function partCalls(text: string): Parted {
  const calls: XmlCall[] = []
  const words: string[] = []
  let from = 0
  for (const { name, inside, start, end } of elements(text, TOOL)) {
    words.push(text.slice(from, start))
    from = end
    const parameters = [...elements(inside, PARAMETER)].map(found => [found.name, found.inside.trim()] as const)
    calls.push({ name, input: Object.fromEntries(parameters) })
  }
  words.push(text.slice(from))
  return { words: words.join('').trim(), calls }
}

interface Element {
  readonly name: string
  readonly inside: string
  readonly start: number
  /** Behind the element. */
  readonly end: number
}

/** The outer elements; the content of a file that is written may hold the like of them, so its last closing tag counts. */
function* elements(text: string, opening: RegExp): Generator<Element> {
  const pattern = new RegExp(opening)
  const unclosed = new Set<string>()
  for (let found = pattern.exec(text); found; found = pattern.exec(text)) {
    const name = found[1]!
    if (unclosed.has(name)) continue
    const begins = found.index + found[0].length
    const closing = `</${name}>`
    const closes = name === 'content' || name === 'diff' ? text.lastIndexOf(closing) : text.indexOf(closing, begins)
    if (closes < begins) {
      unclosed.add(name)
      continue
    }
    const end = closes + closing.length
    yield { name, inside: text.slice(begins, closes), start: found.index, end }
    pattern.lastIndex = end
  }
}

/** What stands between a tag and its end, of each that is there. */
export function insideTags(text: string, name: string): string[] {
  return [...elements(text, new RegExp(`<(${name})>`, 'g'))].map(({ inside }) => inside.trim())
}
