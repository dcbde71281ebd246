/**
 * A server that is asked for more than it can do: what it answers, what it sends away, how long those who are answered wait, how
 * soon it is itself again, and what memory is left behind. Client and server share the machine.
 */
import { readFileSync } from 'node:fs'
import { connect } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { startChild } from './child.ts'
import { type Figure, inFolder, quantile, runAlone, timeMs } from './measure.ts'

const CALM = { connections: 20, ms: 5_000 }
const FLOOD = { connections: 1_500, ms: 15_000 }
/** Its answer takes a few milliseconds of reckoning. */
const ROUTE = '/api/forecast'
const RETRY_MS = 2_000
const PROBE_EVERY_MS = 100
/** Answered so many times in a row as quickly as before, it is itself again. */
const CALM_IN_A_ROW = 10

interface Heard {
  readonly status: number
  readonly ms: number
}

/** Keep-alive connections, each asking again as soon as it has heard; one that is sent away comes again when it was told to. */
async function drive(port: number, path: string, { connections, ms }: typeof CALM): Promise<Heard[]> {
  const heard: Heard[] = []
  const until = performance.now() + ms
  const request = `GET ${path} HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\n\r\n`
  const one = () =>
    new Promise<void>(done => {
      let sentAt = 0
      let held = ''
      const ask = () => {
        if (performance.now() >= until && sentAt > 0) return void socket.destroy()
        sentAt = performance.now()
        socket.write(request)
      }
      const socket = connect(port, '127.0.0.1', ask)
      socket.setEncoding('latin1')
      socket.on('error', () => done())
      socket.on('close', () => done())
      socket.on('data', text => {
        held += text
        const length = /content-length: (\d+)[\s\S]*?\r\n\r\n/i.exec(held)
        if (!length || held.length < length.index + length[0].length + Number(length[1])) return
        heard.push({ status: Number(held.slice(9, 12)), ms: performance.now() - sentAt })
        held = ''
        if (performance.now() >= until) socket.destroy()
        else if (heard.at(-1)?.status === 503) setTimeout(ask, RETRY_MS)
        else ask()
      })
    })
  await Promise.all(Array.from({ length: connections }, one))
  return heard
}

/** Resident memory of the server, MB. */
const memoryOf = (pid: number): number =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024

async function measureOverload(folder: string): Promise<Figure[]> {
  const { port, pid, stop } = await startChild('./serve-paas.ts', folder)
  const ask = (path: string) => drive(port, path, { connections: 1, ms: 0 }).then(([first]) => first as Heard)
  try {
    await fetch(`http://127.0.0.1:${port}/api/demo`, { method: 'POST' })
    const calm = await drive(port, ROUTE, CALM)
    const before = memoryOf(pid)
    const usual = quantile(times(calm), 0.99)
    const askHealth = () => timeMs(async () => void (await (await fetch(`http://127.0.0.1:${port}/api/health`)).text()))
    await askHealth()
    const flood = drive(port, ROUTE, FLOOD)
    const health: number[] = []
    let peak = before
    const endsAt = performance.now() + FLOOD.ms
    while (performance.now() < endsAt) {
      health.push(await askHealth())
      peak = Math.max(peak, memoryOf(pid))
      await sleep(PROBE_EVERY_MS)
    }
    const heard = await flood
    const endedAt = performance.now()
    let inARow = 0
    let calmAt = endedAt
    while (inARow < CALM_IN_A_ROW) {
      const { status, ms } = await ask(ROUTE)
      if (inARow === 0) calmAt = performance.now()
      inARow = status === 200 && ms <= Math.max(usual, 10) ? inARow + 1 : 0
    }
    const taken = heard.filter(({ status }) => status === 200)
    const second = (count: number) => Math.round((1000 * count) / FLOOD.ms)
    const told = heard.length - taken.length
    return [
      { name: 'asked in a flood of 1,500 connections', measured: second(heard.length), unit: '/s' },
      {
        name: '… answered',
        measured: second(taken.length),
        unit: '/s',
        note: `calm: ${Math.round((1000 * calm.length) / CALM.ms)}/s`,
      },
      { name: '… sent away with 503', measured: second(told), unit: '/s' },
      { name: '… an answer takes, median', measured: quantile(times(taken), 0.5), unit: 'ms' },
      {
        name: '… an answer takes, 99th percentile',
        measured: quantile(times(taken), 0.99),
        unit: 'ms',
        note: `calm: ${usual.toPrecision(2)} ms`,
      },
      {
        name: '… health answers on a connection that is there, 99th percentile',
        measured: quantile(health, 0.99),
        unit: 'ms',
      },
      { name: 'as quick as before after the flood', measured: calmAt - endedAt, unit: 'ms' },
      { name: 'memory when calm', measured: before, unit: 'MB' },
      { name: '… at its most in the flood', measured: peak, unit: 'MB' },
      { name: '… after it', measured: memoryOf(pid), unit: 'MB' },
    ]
  } finally {
    await stop()
  }
}

const times = (heard: readonly Heard[]): number[] => heard.map(({ ms }) => ms)

await runAlone(import.meta.url, () => inFolder(measureOverload))
