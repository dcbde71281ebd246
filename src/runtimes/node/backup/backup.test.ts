import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { listToForget } from '../../../core/archive/index.ts'
import { databasePath } from '../data-folder.ts'
import { openFileWorkspace } from '../open-workspace.ts'
import { backUp, backupFolder, listBackups } from './back-up.ts'
import { backUpMissing } from './nightly.ts'
import { restore } from './restore.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'paas-backup-'))
  mkdirSync(join(folder, 'workspaces'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const open = () => openFileWorkspace(databasePath(folder))
const add = (workspace: ReturnType<typeof open>, name: string) =>
  workspace.fetch(
    new Request('http://localhost/api/projects', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ name }),
    }),
  )
async function names(workspace: ReturnType<typeof open>): Promise<string[]> {
  const answer = await workspace.fetch(new Request('http://localhost/api/projects'))
  return ((await answer.json()) as { data: { name: string }[] }).data.map(({ name }) => name).sort()
}
const TARGET = { workspace: 'default', stamp: 'now' }

test('what was answered before a backup is in it, while the server goes on; what came after is not', async () => {
  const workspace = open()
  await add(workspace, 'before')
  const [file = ''] = await backUp(folder, '2026-11-24')
  await add(workspace, 'after')
  expect(await names(workspace)).toEqual(['after', 'before'])
  workspace.close()
  const { before } = await restore(folder, file, TARGET)
  const restored = open()
  expect(await names(restored)).toEqual(['before'])
  restored.close()
  await restore(folder, String(before), TARGET)
  const again = open()
  expect(await names(again)).toEqual(['after', 'before'])
  again.close()
})

test('a backup that is broken changes nothing', async () => {
  const workspace = open()
  await add(workspace, 'kept')
  workspace.close()
  const file = join(folder, 'x.db.gz')
  writeFileSync(file, 'no gzip')
  await expect(restore(folder, file, TARGET)).rejects.toMatchObject({ code: 'backup-broken' })
  writeFileSync(join(folder, 'x.db'), 'no database')
  await expect(restore(folder, join(folder, 'x.db'), TARGET)).rejects.toMatchObject({ code: 'backup-broken' })
  const opened = open()
  expect(await names(opened)).toEqual(['kept'])
  opened.close()
  expect(readdirSync(join(folder, 'workspaces')).filter(name => name.includes('part'))).toEqual([])
})

test('one of a day gives way to a later one of that day, and nothing half is left', async () => {
  open().close()
  await backUp(folder, '2026-11-24')
  await backUp(folder, '2026-11-24')
  expect(listBackups(folder).map(({ of, day }) => `${of} ${day}`)).toEqual(['default 2026-11-24'])
  expect(readdirSync(backupFolder(folder))).toHaveLength(1)
})

test('seven days stay, then one a week for four weeks, and always the newest', () => {
  const days = Array.from({ length: 90 }, (_, i) => new Date(Date.UTC(2026, 10, 24) - i * 86_400_000))
  const backups = days.map(day => ({ of: 'default', day: day.toISOString().slice(0, 10) }))
  const gone = new Set(listToForget(backups, '2026-11-24'))
  const kept = backups.filter(backup => !gone.has(backup))
  expect(kept.slice(0, 7)).toEqual(backups.slice(0, 7))
  expect(kept.length).toBeGreaterThanOrEqual(11)
  expect(kept.length).toBeLessThanOrEqual(12)
  expect(listToForget([{ of: 'old', day: '2020-01-01' }], '2026-11-24')).toEqual([])
})

const at = (hour: number, day = 24) => new Date(2026, 10, day, hour, 5)

test('it is due once a day, from three in the morning on', async () => {
  open().close()
  expect(await backUpMissing(folder, at(2))).toEqual([])
  expect(await backUpMissing(folder, at(3))).toHaveLength(1)
  expect(await backUpMissing(folder, at(14))).toEqual([])
  expect(await backUpMissing(folder, at(14, 25))).toHaveLength(1)
})

test('a database that cannot be copied keeps no other from it, and is tried again on the same day, alone', async () => {
  const broken = databasePath(folder, 'broken')
  for (const id of ['another', 'other']) openFileWorkspace(databasePath(folder, id)).close()
  writeFileSync(broken, 'no database')
  await expect(backUpMissing(folder, at(3))).rejects.toThrow(/broken\.db: /)
  expect(listBackups(folder).map(({ of }) => of)).toEqual(['another', 'other'])
  rmSync(broken)
  openFileWorkspace(broken).close()
  expect(await backUpMissing(folder, at(4))).toEqual([expect.stringContaining('broken-2026-11-24')])
})
