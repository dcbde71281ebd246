import type { KeysRotated } from '../../client/index.ts'
import { command, EXIT } from '../command.ts'
import { withWorkspace } from '../with-workspace.ts'
import { count } from '../words.ts'

export default command({
  options: {},
  examples: [
    ['paas secrets rotate', 'A new master key; every secret is sealed anew with it'],
    ['PAAS_KEY=<new>,<old> paas secrets rotate', 'Where the key stands in the environment: the first is the new one'],
  ],
  notes: [
    'The old key is held until every secret of every workspace is sealed anew, then it is gone; broken off, it is gone on with the next',
    'time. Where a server runs, it does it. A copy of the data folder from before still opens with the old key only.',
  ],
  async run({ out, env }) {
    return withWorkspace(env, async client => {
      const rotated = await client.rotateKeys()
      out.answer({ ...rotated }, textOf(rotated))
      if (rotated.lost > 0) {
        out.notice(
          `${count(rotated.lost, 'secret')} could not be opened: the key is not held any more. Put it back, or enter them anew.`,
        )
      }
      return EXIT.done
    })
  },
})

function textOf({ sealed_anew, resumed, keys_dropped }: KeysRotated): string {
  const done = `Sealed anew: ${count(sealed_anew, 'secret')}.`
  const begun = resumed ? ' A rotation that had been begun is finished.' : ''
  if (keys_dropped === null) return `${done} The keys behind the first one in PAAS_KEY can be left out now.`
  return `${done}${begun}${keys_dropped > 0 ? ' The old key is gone.' : ''}`
}
