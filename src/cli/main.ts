/** The command `paas`: reads the command line, loads the command it names and ends with its exit code. */
import { run } from './run.ts'

process.stdout.on('error', error => {
  // The reader of a pipe has seen enough (`paas brief … | head`).
  if ((error as NodeJS.ErrnoException).code === 'EPIPE') process.exit(0)
  throw error
})

process.exitCode = await run(process.argv.slice(2), process)
