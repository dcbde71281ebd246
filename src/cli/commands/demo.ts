import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { command } from '../command.ts'
import { playDemo } from '../play-demo.ts'

export default command({
  options: {},
  examples: [['paas demo', 'The whole main job on a small session, in a folder that goes away again']],
  notes: ['It needs no server, asks nothing and leaves nothing behind.'],
  async run({ out, env, run }) {
    const folder = mkdtempSync(join(tmpdir(), 'paas-demo-'))
    const clear = () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 })
    process.on('exit', clear)
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(130))
    try {
      return await playDemo({ ...env, PAAS_DATA_DIR: folder }, out, run)
    } finally {
      clear()
      process.off('exit', clear)
    }
  },
})
