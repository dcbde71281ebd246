/** Settles when the process is asked to stop. A second signal while it stops changes nothing: stopping takes milliseconds. */
export function stopSignal(): Promise<undefined> {
  return new Promise(done => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => done(undefined))
  })
}
