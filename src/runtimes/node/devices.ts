/** Other machines that may push what they record: each has a token, shown once and kept as its hash. */
import { createHash, randomBytes } from 'node:crypto'
import { existsSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

export interface Device {
  readonly name: string
  /** SHA-256 of its token, hexadecimal. */
  readonly hash: string
  /** ISO 8601. */
  readonly addedAt: string
}

const TOKEN = /^paas_[\w-]{43}$/
const fileOf = (folder: string) => join(folder, 'devices.json')
const hashOf = (token: string) => createHash('sha256').update(token).digest('hex')

/** @throws where the file is there and cannot be read: then nobody is let in. */
export function listDevices(folder: string): Device[] {
  return existsSync(fileOf(folder)) ? (JSON.parse(readFileSync(fileOf(folder), 'utf8')) as Device[]) : []
}

/** A name that is there gets a new token, and the old one is worth nothing. @returns the token. */
export function addDevice(folder: string, name: string, now: number): string {
  const token = `paas_${randomBytes(32).toString('base64url')}`
  const device: Device = { name, hash: hashOf(token), addedAt: new Date(now).toISOString() }
  save(folder, [...listDevices(folder).filter(known => known.name !== name), device])
  return token
}

/** @returns false where there is none of that name. */
export function removeDevice(folder: string, name: string): boolean {
  const devices = listDevices(folder)
  const left = devices.filter(known => known.name !== name)
  if (left.length < devices.length) save(folder, left)
  return left.length < devices.length
}

function save(folder: string, devices: readonly Device[]): void {
  const draft = `${fileOf(folder)}.part`
  writeFileSync(draft, `${JSON.stringify(devices, null, 1)}\n`, { mode: 0o600 })
  renameSync(draft, fileOf(folder))
}

/** Looks a token up. What a command adds or removes holds from the next request on. */
export function openDevices(folder: string): { find(authorization: string | null): Device | null } {
  let readAtMs = -1
  let devices: Device[] = []
  return {
    find(authorization) {
      const token = /^Bearer (\S+)$/i.exec(authorization ?? '')?.[1]
      if (token === undefined || !TOKEN.test(token)) return null
      const changedAtMs = statSync(fileOf(folder), { throwIfNoEntry: false })?.mtimeMs ?? 0
      if (changedAtMs !== readAtMs) devices = listDevices(folder)
      readAtMs = changedAtMs
      // What is compared is a hash: how long that takes tells nothing of a token.
      const hash = hashOf(token)
      return devices.find(device => device.hash === hash) ?? null
    },
  }
}
