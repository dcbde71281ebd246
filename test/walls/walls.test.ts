import { spawnSync } from 'node:child_process'
import { expect, test } from 'vitest'

/** Lints a text as if it stood at a path. @returns the walls' words. */
function lint(path: string, text: string): string {
  const biome = new URL('../../node_modules/@biomejs/biome/bin/biome', import.meta.url).pathname
  const { stdout, stderr } = spawnSync(process.execPath, [biome, 'lint', `--stdin-file-path=${path}`], {
    input: text,
    encoding: 'utf8',
  })
  return stdout + stderr
}

test.each([
  ['src/core/brief/a.ts', 'export const now = () => Date.now()\n', 'no clock and no chance'],
  ['src/core/brief/a.ts', 'export const now = () => new Date()\n', 'no clock and no chance'],
  ['src/importers/codex/a.ts', 'export const chance = () => Math.random()\n', 'no clock and no chance'],
  ['src/workspace/projects/a.ts', 'export async function read() {\n  return 1\n}\n', 'synchronous'],
])('a line in %s that breaks the wall is found', (path, text, words) => {
  expect(lint(path, text)).toContain(words)
})

test('what a wall allows passes', () => {
  expect(lint('src/core/brief/a.ts', 'export const at = (ms: number) => new Date(ms)\n')).not.toContain('no clock')
  expect(lint('src/runtimes/node/a.ts', 'export const now = () => Date.now()\n')).not.toContain('no clock')
  expect(lint('src/http/a.ts', 'export async function read() {\n  return 1\n}\n')).not.toContain('synchronous')
})
