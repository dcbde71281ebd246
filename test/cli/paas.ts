/** The real command, in a data folder of its own. */
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'

const BIN = fileURLToPath(new URL('../../bin/paas.mjs', import.meta.url))
export const DEMO_LOG = fileURLToPath(new URL('../../demo/session.jsonl', import.meta.url))

export interface Ended {
  readonly code: number
  readonly out: string
  readonly err: string
  /** The object on stdout. */
  // biome-ignore lint/suspicious/noExplicitAny: each command answers its own
  json(): any
}

export interface Place {
  readonly folder: string
  readonly data: string
  file(name: string): string
  paas(...words: string[]): Promise<Ended>
  /** With a text on its standard input. */
  pipe(text: string, ...words: string[]): Promise<Ended>
  start(...words: string[]): Promise<Started>
  /** The same in workerd: `paas cloudflare dev`. */
  startWorker(...words: string[]): Promise<Started>
}

export interface Started {
  readonly url: string
  readonly firstLink: string | null
  readonly process: ChildProcess
  /** @returns its exit code. */
  stop(signal?: NodeJS.Signals): Promise<number>
}

/** A folder for files with a data folder in it; gone after the test. */
export function place(
  env: Record<string, string> = {},
  atEnd: (clear: () => Promise<void>) => void = onTestFinished,
): Place {
  const folder = mkdtempSync(join(tmpdir(), 'paas-cli-'))
  const data = join(folder, 'data')
  const around = { ...process.env, PAAS_DATA_DIR: data, NO_COLOR: '1', ...env }
  const started: Started[] = []
  atEnd(async () => {
    await Promise.all(started.map(server => server.stop('SIGKILL')))
    rmSync(folder, { recursive: true, force: true })
  })
  return {
    folder,
    data,
    file: name => join(folder, name),
    paas: (...words) => ended(spawn(process.execPath, [BIN, ...words], { env: around, cwd: folder })),
    pipe(text, ...words) {
      const child = spawn(process.execPath, [BIN, ...words], { env: around, cwd: folder })
      child.stdin.end(text)
      return ended(child)
    },
    start: (...words) => begin(['start'], words),
    startWorker: (...words) => begin(['cloudflare', 'dev'], words),
  }

  async function begin(name: string[], words: string[]): Promise<Started> {
    const child = spawn(process.execPath, [BIN, ...name, '--json', '--port', '0', ...words], { env: around })
    const { url, first_link } = await firstObject(child)
    const gone = new Promise<number>(done => child.once('exit', code => done(code ?? -1)))
    const stop = (signal: NodeJS.Signals = 'SIGTERM') => {
      child.kill(signal)
      return gone
    }
    const server = { url, firstLink: first_link ?? null, process: child, stop }
    started.push(server)
    return server
  }
}

export function ended(child: ChildProcess): Promise<Ended> {
  let out = ''
  let err = ''
  child.stdout?.setEncoding('utf8').on('data', text => {
    out += text
  })
  child.stderr?.setEncoding('utf8').on('data', text => {
    err += text
  })
  return new Promise((done, fail) => {
    child.once('error', fail)
    child.once('close', code => done({ code: code ?? -1, out, err, json: () => JSON.parse(out) }))
  })
}

function firstObject(child: ChildProcess): Promise<{ url: string; first_link?: string }> {
  let out = ''
  let err = ''
  child.stderr?.setEncoding('utf8').on('data', text => {
    err += text
  })
  return new Promise((done, fail) => {
    child.stdout?.setEncoding('utf8').on('data', text => {
      out += text
      if (out.includes('\n')) done(JSON.parse(out))
    })
    child.once('exit', code => fail(new Error(`the server ended with ${code}: ${err}`)))
  })
}
