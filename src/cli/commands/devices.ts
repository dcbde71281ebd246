import { command, EXIT } from '../command.ts'
import { Failure } from '../failure.ts'
import { withWorkspace } from '../with-workspace.ts'

const NAME = /^[\w.-]{1,60}$/
const PUSHES = '["push"]'

export default command({
  options: {
    add: { type: 'text', value: 'NAME', about: 'A machine that may push; its token is shown once' },
    remove: { type: 'text', value: 'NAME', about: 'It may no longer' },
  },
  examples: [
    ['paas devices', 'The machines that may push what they record'],
    ['paas devices --add laptop', 'A token for another one'],
    ['paas devices --remove laptop', 'Its token is worth nothing from now on'],
  ],
  notes: [
    'Run it on the machine of the server. On the other one: `paas watch --server <url> --device <name>`, with the token in PAAS_TOKEN.',
    'A device is a token with the scope push: `paas tokens` lists those of programs too.',
  ],
  async run({ values, out, env }) {
    const { add, remove } = values
    if (add !== undefined && remove !== undefined) {
      throw new Failure('--add and --remove exclude each other.', { code: 'usage' })
    }
    if (add !== undefined && !NAME.test(add)) {
      const suggestion = 'Letters, digits, dots, hyphens and underscores; up to 60.'
      throw new Failure(`"${add}" is no name for a machine.`, { code: 'usage', suggestion })
    }
    return withWorkspace(env, async client => {
      if (add !== undefined) {
        const { token } = await client.createToken({ name: add, scopes: ['push'] })
        out.notice('This is shown once; only its hash is kept.')
        out.answer({ device: add, token }, token)
        return EXIT.done
      }
      const devices = (await client.listTokens()).filter(token => JSON.stringify(token.scopes) === PUSHES)
      if (remove !== undefined) {
        const gone = devices.filter(({ name }) => name === remove)
        if (gone.length === 0) {
          throw new Failure(`No machine is named ${remove}.`, {
            code: 'device-not-found',
            exit: EXIT.nothing,
            suggestion: '`paas devices` lists them.',
          })
        }
        for (const { id } of gone) await client.revokeToken(id)
        out.answer({ removed: remove }, `${remove} may no longer push.`)
        return EXIT.done
      }
      const said = devices.map(({ name, created_at }) => ({ name, addedAt: created_at }))
      const lines = said.map(({ name, addedAt }) => `${name}  since ${addedAt.slice(0, 10)}`)
      out.answer({ devices: said }, lines.join('\n') || 'No other machine may push.')
      return devices.length > 0 ? EXIT.done : EXIT.nothing
    })
  },
})
