#!/usr/bin/env node
// Starts the command under the Node that this project pins, whichever Node the shell has.
import * as nodeModule from 'node:module'

if (process.features.typescript) {
  nodeModule.enableCompileCache?.()
  // A statusline runs several times a minute, below every prompt: it does not wait for the other commands to load.
  if (process.argv[2] === 'statusline' && process.argv.length === 3) await import('../src/cli/statusline/main.ts')
  else await import('../src/cli/main.ts')
} else {
  const [{ spawn }, { existsSync }, { fileURLToPath }] = await Promise.all([
    import('node:child_process'),
    import('node:fs'),
    import('node:url'),
  ])
  const pinned = fileURLToPath(
    new URL(`../node_modules/.bin/node${process.platform === 'win32' ? '.exe' : ''}`, import.meta.url),
  )
  if (!existsSync(pinned)) {
    console.error(
      `paas needs Node 24 or newer; this is ${process.version}. Run \`npm ci\` in its folder, without --omit=optional.`,
    )
    process.exit(1)
  }
  const child = spawn(pinned, process.argv.slice(1), { stdio: 'inherit' })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)))
}
