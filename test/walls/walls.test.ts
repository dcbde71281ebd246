import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, expect, test } from 'vitest'

const root = fileURLToPath(new URL('../../', import.meta.url))
const copy = mkdtempSync(join(tmpdir(), 'paas-walls-'))
for (const part of ['biome.json', 'scripts/walls']) cpSync(join(root, part), join(copy, part), { recursive: true })
afterAll(() => rmSync(copy, { recursive: true }))

/** Lints a text as if it stood at a path of the project. @returns what the linter says. */
function lint(path: string, text: string): string {
  const file = join(copy, path)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, text)
  const biome = join(root, 'node_modules/@biomejs/biome/bin/biome')
  const args = [biome, 'lint', '--vcs-enabled=false', path]
  const { stdout, stderr } = spawnSync(process.execPath, args, { cwd: copy, encoding: 'utf8' })
  return stdout + stderr
}

test.each([
  ['src/core/brief/a.ts', 'export const now = () => Date.now()\n', 'no clock and no chance'],
  ['src/core/brief/b.ts', 'export const now = () => new Date()\n', 'no clock and no chance'],
  ['src/importers/codex/a.ts', 'export const chance = () => Math.random()\n', 'no clock and no chance'],
  [
    'src/workspace/projects/b.ts',
    "import { reveal } from '../../platform/secret.ts'\nexport const read = secret => reveal(secret)\n",
    'reveals no secret',
  ],
  ['src/workspace/projects/a.ts', 'export async function read() {\n  return 1\n}\n', 'synchronous'],
])('a line in %s that breaks the wall is found', (path, text, words) => {
  expect(lint(path, text)).toContain(words)
})

test('what a wall allows passes', () => {
  expect(lint('src/core/brief/c.ts', 'export const at = (ms: number) => new Date(ms)\n')).not.toContain('no clock')
  expect(lint('src/runtimes/node/a.ts', 'export const now = () => Date.now()\n')).not.toContain('no clock')
  expect(lint('src/http/a.ts', 'export async function read() {\n  return 1\n}\n')).not.toContain('synchronous')
})
