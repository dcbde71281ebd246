/** One workspace through many lives of its server: what was not answered is sent again to the next one. */
import { spawnServer } from './mortal-server.ts'

export interface Sending {
  readonly method: 'POST' | 'PATCH' | 'DELETE'
  readonly path: string
  readonly body?: unknown
  readonly key?: string
}

export interface Answer {
  readonly status: number
  readonly text: string
}

export interface Lives {
  /** Waits for a life, and for the next one where this one ends before it has answered. */
  send(sending: Sending): Promise<Answer>
  /** Lets a life go on for so long, or ends it while it starts; afterwards the next one serves, once `look` has looked. */
  endAfter(ms: number, moment: 'serving' | 'starting', look: () => void): Promise<void>
  kill(): Promise<void>
  /** How often an answer did not come. */
  unanswered(): number
}

const pause = (ms: number) => new Promise<void>(done => setTimeout(done, ms))

export async function openLives(folder: string): Promise<Lives> {
  let server = spawnServer(folder)
  let serving: Promise<string> = server.url.then(url => url as string)
  let unanswered = 0

  async function attempt(url: string, { method, path, body, key }: Sending): Promise<Answer | null> {
    const headers = { 'content-type': 'application/json', ...(key && { 'idempotency-key': key }) }
    try {
      const sent = { method, headers, ...(body !== undefined && { body: JSON.stringify(body) }) }
      const response = await fetch(`${url}/api${path}`, sent)
      return { status: response.status, text: await response.text() }
    } catch {
      unanswered++
      return null
    }
  }

  await serving
  return {
    async send(sending) {
      for (;;) {
        const life = serving
        const answer = await attempt(await life, sending)
        if (answer) return answer
        while (serving === life) await pause(1)
      }
    },
    async endAfter(ms, moment, look) {
      await pause(ms)
      let open = (_url: string) => {}
      const dead = server.kill()
      serving = new Promise(done => {
        open = done
      })
      await dead
      server = spawnServer(folder)
      if (moment === 'starting') {
        await pause(ms)
        await server.kill()
        server = spawnServer(folder)
      }
      const url = (await server.url) as string
      look()
      open(url)
    },
    kill: () => server.kill(),
    unanswered: () => unanswered,
  }
}
