/**
 * The fetch that carries messages out: it asks where a name leads once, judges every answer, and connects to what it judged.
 * The other `fetch` of this process resolves by itself, where nobody sees it.
 */
import { lookup } from 'node:dns/promises'
import { type IncomingMessage, request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import type { LookupFunction } from 'node:net'
import type { Fetch } from '../../edge/webhook/send.ts'
import { type Reach, refuseResolved, refuseUrl } from '../../platform/outside-url.ts'

interface Address {
  readonly address: string
  readonly family: number
}

export interface OutsideParts {
  readonly reach: Reach
  /** Every address of a name, the one to try first in front; the system's resolver where nothing is given. */
  readonly resolve?: (host: string) => Promise<readonly Address[]>
}

/** What answers say is read at its beginning: nobody needs more of it. */
const ANSWER_BYTES_MAX = 65_536

/** Follows no redirect, keeps no connection, takes no proxy. How long it may take, the caller says by `signal`. */
export function outsideFetch({ reach, resolve = resolveBySystem }: OutsideParts): Fetch {
  const lookup = judgedLookup(reach, resolve)
  return (address, { method, headers, body, signal }) =>
    new Promise((done, fail) => {
      const refused = refuseUrl(address, reach)
      if (refused !== null) throw new Error(`not sent: ${refused}`)
      const url = new URL(address)
      const request = url.protocol === 'https:' ? requestHttps : requestHttp
      const sent = request(url, { method, headers, signal, lookup, agent: false }, answer => {
        try {
          done(toResponse(answer))
        } catch (error) {
          answer.destroy()
          fail(error)
        }
      })
      sent.on('error', fail)
      sent.end(body)
    })
}

const resolveBySystem = (host: string): Promise<Address[]> => lookup(host, { all: true })

function judgedLookup(reach: Reach, resolve: NonNullable<OutsideParts['resolve']>): LookupFunction {
  return (host, { all }, done) => {
    resolve(host).then(
      found => {
        const [first] = found
        if (!first) return done(new Error('the name leads nowhere'), '')
        const addresses = found.map(({ address }) => address)
        const refused = refuseResolved(host, addresses, reach)
        if (refused !== null) return done(new Error(`not sent: ${refused}`), '')
        return all ? done(null, [...found]) : done(null, first.address, first.family)
      },
      (error: NodeJS.ErrnoException) => done(error, ''),
    )
  }
}

/** @throws RangeError where the status is none that HTTP knows. */
function toResponse(answer: IncomingMessage): Response {
  const status = answer.statusCode ?? 0
  const headers = new Headers()
  for (const [name, values] of Object.entries(answer.headersDistinct)) {
    for (const value of values ?? []) headers.append(name, value)
  }
  if (status !== 204 && status !== 205 && status !== 304) return new Response(beginningOf(answer), { status, headers })
  answer.resume()
  return new Response(null, { status, headers })
}

function beginningOf(answer: IncomingMessage): ReadableStream<Uint8Array> {
  const chunks = answer[Symbol.asyncIterator]()
  let bytes = 0
  return new ReadableStream({
    async pull(out) {
      const { done, value } = await chunks.next()
      if (!done) out.enqueue(value)
      bytes += value?.length ?? 0
      if (!done && bytes < ANSWER_BYTES_MAX) return
      answer.destroy()
      out.close()
    },
    cancel() {
      answer.destroy()
    },
  })
}
