import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { findPlace, plainRemote } from './find-place.ts'

function folder(): { at: (...path: string[]) => string; write: (path: string, text: string) => void } {
  const root = mkdtempSync(join(tmpdir(), 'paas-place-'))
  onTestFinished(() => rmSync(root, { recursive: true, force: true }))
  const at = (...path: string[]) => join(root, ...path)
  const write = (path: string, text: string) => {
    mkdirSync(dirname(at(path)), { recursive: true })
    writeFileSync(at(path), text)
  }
  return { at, write }
}

const CONFIG = '[core]\n\tbare = false\n[remote "origin"]\n\turl = https://ayu:secret@github.com/ayu/stalls.git\n'

test('a folder inside a repository belongs to it, and its remote is told without a credential', () => {
  const { at, write } = folder()
  write('stalls/.git/config', CONFIG)
  mkdirSync(at('stalls/src/receipts'), { recursive: true })
  const found = { name: 'stalls', place: at('stalls'), remote: 'github.com/ayu/stalls' }
  expect(findPlace(at('stalls'))).toEqual(found)
  expect(findPlace(at('stalls/src/receipts'))).toEqual(found)
  // A log may name a folder that is gone.
  expect(findPlace(at('stalls/src/gone'))).toEqual(found)
})

test('a worktree belongs to the checkout it was made from', () => {
  const { at, write } = folder()
  write('stalls/.git/config', CONFIG)
  write('stalls/.git/worktrees/fix/HEAD', 'ref: refs/heads/fix\n')
  write('fix/.git', `gitdir: ${at('stalls/.git/worktrees/fix')}\n`)
  expect(findPlace(at('fix'))).toMatchObject({ place: at('stalls'), remote: 'github.com/ayu/stalls' })
})

test('a folder without a repository is a place of its own, and so is one of another machine', () => {
  const { at } = folder()
  mkdirSync(at('notes'))
  expect(findPlace(at('notes'))).toEqual({ name: 'notes', place: at('notes') })
  for (const elsewhere of ['C:\\work\\shop', '//server/share/shop', '\\\\server\\share\\shop']) {
    expect(findPlace(elsewhere)).toEqual({ name: 'shop', place: elsewhere })
  }
})

test.each([
  ['git@github.com:ayu/stalls.git', 'github.com/ayu/stalls'],
  ['ssh://git@GitHub.com:22/ayu/stalls', 'github.com/ayu/stalls'],
  ['https://token@github.com/ayu/stalls/', 'github.com/ayu/stalls'],
  ['/srv/git/stalls.git', undefined],
])('%s is %s', (url, remote) => {
  expect(plainRemote(url)).toBe(remote)
})
