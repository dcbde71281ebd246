/** The main job from end to end, each step with the command that a person would type. */
import { relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Client } from '../client/index.ts'
import { EXIT, type Exit, type Run } from './command.ts'
import { Failure } from './failure.ts'
import type { Output, Stream } from './output.ts'
import { withWorkspace } from './with-workspace.ts'

const SESSION = fileURLToPath(new URL('../../demo/session.jsonl', import.meta.url))
const API = 'http://localhost:3000/api'

export async function playDemo(env: NodeJS.ProcessEnv, out: Output, run: Run): Promise<Exit> {
  const { bold, dim } = out.style
  const step = (title: string, line: string) => out.say(`\n${bold(title)}\n${dim('$')} ${line}`)
  const type = async (title: string, ...words: string[]) => {
    step(title, ['paas', ...words.map(quoted)].join(' '))
    const exit = await run(words, { env, stdout: indented(out), stderr: indented(out) })
    if (exit !== EXIT.done) throw new Failure('A step of the demo went wrong.', { code: 'demo-broken' })
  }
  const call = async (title: string, line: string, work: (client: Client) => Promise<string>) => {
    step(title, line)
    indented(out).write(await withWorkspace(env, work))
  }

  out.say('This is the whole job on a small session, in a folder of its own that goes away at the end.')
  const file = relative(process.cwd(), SESSION)
  const place = ['--project', 'Tideline', '--account', 'Claude of Mira']
  await type('1. Mira works with an assistant. Its log becomes a session.', 'import', file, ...place)
  const others = [
    { account_name: 'GenSpark of Mira', platform: 'genspark', specialization: 'Backend' },
    { account_name: 'Gemini of Jonas', platform: 'gemini', credits_available: 42 },
  ] as const
  const accounts = `curl -X POST ${API}/private/batch-create-accounts --json '{"accounts": […]}'`
  await call('2. She holds two more accounts.', accounts, async client => {
    const made = await client.createAccounts(others)
    return made.accounts.map(({ name, id }) => `account ${id}: ${name}\n`).join('')
  })
  for (const [i, credits] of [54, 78, 91].entries()) {
    const title =
      i === 0 ? '3. The work costs credits.' : i === 1 ? '   It goes on.' : '   Nine are left: the wall is near.'
    const patch = { status: 'in_progress', credits_used: credits } as const
    await call(title, `curl -X PATCH ${API}/sessions/1 --json '${JSON.stringify(patch)}'`, async client => {
      await client.changeSession(1, patch)
      const account = (await client.listAccounts())[0]
      return `${account?.account_name}: ${account?.credits_available} credits left, ${account?.status}\n`
    })
  }
  await type('4. How does it stand?', 'status')
  await type('5. One command hands the work over. This is what the next assistant reads:', 'rotate', '--budget', '1100')
  await type('6. And so it stands now.', 'status')
  out.say(`\n${bold('That was all of it.')} Your own: paas import ~/.claude/projects/*/*.jsonl, then paas start.`)
  out.answer({ done: true }, '')
  return EXIT.done
}

const quoted = (word: string): string => (/^[\w./*-]+$/.test(word) ? word : `"${word}"`)

/** Writes through `out`, two spaces to the right. */
function indented(out: Output): Stream {
  return {
    write(text: string) {
      out.say(text.replace(/\n$/, '').replace(/^(?=.)/gm, '  '))
    },
  }
}
