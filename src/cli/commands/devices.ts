import { dataFolder } from '../../runtimes/node/data-path.ts'
import { addDevice, listDevices, removeDevice } from '../../runtimes/node/devices.ts'
import { command, EXIT } from '../command.ts'
import { Failure } from '../failure.ts'

const NAME = /^[\w.-]{1,60}$/

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
  ],
  async run({ values, out, env }) {
    const { add, remove } = values
    const folder = dataFolder(env)
    if (add !== undefined && remove !== undefined) {
      throw new Failure('--add and --remove exclude each other.', { code: 'usage' })
    }
    if (add !== undefined) {
      if (!NAME.test(add)) {
        const suggestion = 'Letters, digits, dots, hyphens and underscores; up to 60.'
        throw new Failure(`"${add}" is no name for a machine.`, { code: 'usage', suggestion })
      }
      const token = addDevice(folder, add, Date.now())
      out.notice('This is shown once; only its hash is kept.')
      out.answer({ device: add, token }, token)
      return EXIT.done
    }
    if (remove !== undefined) {
      if (!removeDevice(folder, remove)) {
        throw new Failure(`No machine is named ${remove}.`, {
          code: 'device-not-found',
          exit: EXIT.nothing,
          suggestion: '`paas devices` lists them.',
        })
      }
      out.answer({ removed: remove }, `${remove} may no longer push.`)
      return EXIT.done
    }
    const devices = listDevices(folder).map(({ name, addedAt }) => ({ name, addedAt }))
    const lines = devices.map(({ name, addedAt }) => `${name}  since ${addedAt.slice(0, 10)}`)
    out.answer({ devices }, lines.join('\n') || 'No other machine may push.')
    return devices.length > 0 ? EXIT.done : EXIT.nothing
  },
})
