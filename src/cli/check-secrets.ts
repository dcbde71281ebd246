/** Whether the secrets of a data folder can be opened, and whether others can read the key. */
import { Problem } from '../core/problem.ts'
import { countSealed } from '../runtimes/node/sealed-here.ts'
import type { Check } from './checkup.ts'
import { count } from './words.ts'

const name = 'Secrets'

export function checkSecrets(folder: string, env: NodeJS.ProcessEnv): Check {
  try {
    const { sealed, lost, plain } = countSealed(folder, env)
    if (plain > 0) {
      const todo = '`paas start` seals them; where it does not, its log says why.'
      return { name, state: 'warn', found: `${count(plain, 'secret')} of an older version in the clear`, todo }
    }
    if (lost > 0) {
      const todo =
        'Put the key back, as a further line of master.key or behind a comma in PAAS_KEY; or enter them anew. Where only the server has PAAS_KEY, run this with it.'
      return { name, state: 'fail', found: `${lost} of ${sealed} sealed with a key that is not held`, todo }
    }
    return { name, state: 'ok', found: sealed === 0 ? 'none kept' : `${sealed} sealed, their key is held` }
  } catch (error) {
    const todo = error instanceof Problem ? error.text.suggestion : undefined
    return { name, state: 'fail', found: (error as Error).message, ...(todo !== undefined && { todo }) }
  }
}
