/** An action: a command of the shell, or of the agent's own editor, which touches a file. */
import type { FileTouch, Touch } from '../../core/transcript/event.ts'
import { argumentsOf, type Json, object, parseLine, records, string } from '../../core/transcript/json.ts'
import { relativePath } from '../../core/transcript/relative-path.ts'

export interface Action {
  readonly name: string
  readonly text: string
  readonly input: Json
  readonly files: FileTouch[]
}

/** Commands of the agent's own; anything else is the shell's. */
const OWN = new Set(
  [
    'create open edit insert append str_replace_editor goto scroll_up scroll_down',
    'find_file search_dir search_file filemap view_image submit exit_forfeit exit_cost',
  ].flatMap(names => names.split(' ')),
)
const TOUCHES: Readonly<Record<string, Touch>> = {
  create: 'created',
  open: 'read',
  edit: 'edited',
  insert: 'edited',
  append: 'edited',
}
/** By the first word behind `str_replace_editor`. */
const EDITOR: Readonly<Record<string, Touch>> = {
  view: 'read',
  create: 'created',
  str_replace: 'edited',
  insert: 'edited',
  undo_edit: 'edited',
}
/** Those go to the file that is open. */
const TO_OPEN_FILE = new Set(['edit', 'insert', 'append'])

/** @param state of the environment before the action: which file is open, which folder it stands in. */
export function actionOf(item: Json, state: Json | undefined): Action | undefined {
  const text = string(item.action)?.replaceAll('\r', '').trim()
  if (!text) return undefined
  const asked = object(records(item.tool_calls)[0]?.function)
  const words = text.split(/\s+/, 3)
  const name = OWN.has(words[0]!) ? words[0]! : 'bash'
  const input = asked ? changeOf(inputOf(asked)) : name === 'bash' ? { command: text } : typedInput(name, text)
  const file = fileOf(name, words, input, state)
  return { name, text, input, files: file ? [file] : [] }
}

/** The model writes a call's arguments as JSON, or the recorder keeps them as an object. */
function inputOf({ arguments: given }: Json): Json {
  if (typeof given !== 'string') return argumentsOf(given)
  const parsed = parseLine(given)
  return 'record' in parsed ? argumentsOf(parsed.record) : { arguments: given }
}

/** A change says what was and what is by the names that most tools use. */
function changeOf({ search, replace, ...rest }: Json): Json {
  return search === undefined && replace === undefined ? rest : { ...rest, old_string: search, new_string: replace }
}

/** `edit 10:12`, the lines that stand there now, `end_of_edit`. */
function typedInput(name: string, text: string): Json {
  const body = name === 'edit' ? /^edit ([\d:]+)\n([\s\S]*?)\n?(?:end_of_edit)?$/.exec(text) : null
  return body ? { lines: body[1], new_string: body[2] } : { arguments: text.slice(name.length).trim() }
}

function fileOf(name: string, words: readonly string[], input: Json, state: Json | undefined): FileTouch | undefined {
  const isEditor = name === 'str_replace_editor'
  const touch = isEditor ? EDITOR[string(input.command) ?? words[1] ?? ''] : TOUCHES[name]
  const named = string(input.path) ?? string(input.filename) ?? words[isEditor ? 2 : 1]
  const path = TO_OPEN_FILE.has(name) ? string(state?.open_file) : named
  if (!touch || !path || path === 'n/a') return undefined
  const bare = path.replace(/^(["'])(.*)\1$/, '$2').replace(/^\.\//, '')
  return { path: relativePath(bare, string(state?.working_dir)), touch }
}
