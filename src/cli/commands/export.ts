import { existsSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { TARGET_OPTIONS } from '../archive/target.ts'
import { command, EXIT } from '../command.ts'
import { Failure } from '../failure.ts'
import { findProject } from '../nouns.ts'
import { withWorkspace } from '../with-workspace.ts'
import { bytes, count } from '../words.ts'

export default command({
  usage: '<project> | --all <file>',
  args: { min: 1, max: 1 },
  options: {
    out: { type: 'text', value: 'FILE', about: 'Into this file in place of stdout' },
    exact: { type: 'flag', about: 'Secrets in its texts stay: a copy for yourself' },
    'redact-emails': { type: 'flag', about: 'E-mail addresses in its texts go too' },
    all: { type: 'flag', about: 'The whole workspace, into the file: to move it, or to keep it' },
    ...TARGET_OPTIONS,
    force: { type: 'flag', about: 'Also where the file is there already' },
  },
  examples: [
    ['paas export Shop --out shop.json', 'Everything of a project in one file'],
    ['paas export 3 | gzip > shop.json.gz', 'Packed'],
    ['paas export --all monday.paas', 'Everything that is here; `paas import --all` reads it'],
    ['PAAS_TOKEN=paas_… paas export --all away.paas --server https://paas.example.org', 'Of a server elsewhere'],
  ],
  notes: [
    'Accounts appear by name only: no e-mail address, no key. Keys and passwords in its texts are taken out and counted.',
    '`paas import-project` reads it.',
  ],
  async run({ args: [said], values, out, env }) {
    const { out: file, force } = values
    if (values.all) {
      const { exportAll } = await import('../archive/export-all.ts')
      return exportAll({ ...values, env, file: said as string }, out)
    }
    if (file !== undefined && existsSync(file) && !force) {
      throw new Failure(`${file} is there already.`, {
        code: 'file-exists',
        suggestion: 'Give another name, or --force to replace it.',
      })
    }
    return withWorkspace(env, async client => {
      const project = await findProject(client, said as string)
      const { exact, 'redact-emails': redact_emails } = values
      const data = await client.exportProject({ project_id: project.id, exact, redact_emails })
      const { sessions, conversation, redacted = {} } = data
      const gone = redactedText(redacted)
      if (gone) out.notice(gone)
      if (file === undefined) {
        out.answer({ data }, JSON.stringify(data))
        return EXIT.done
      }
      const text = JSON.stringify(data)
      writeWhole(file, text)
      const told = `${project.name} → ${file}: ${count(sessions.length, 'session')}, ${count(conversation.length, 'turn')}, ${bytes(Buffer.byteLength(text))}`
      out.answer(
        { file: resolve(file), projectId: project.id, sessions: sessions.length, turns: conversation.length, redacted },
        told,
      )
      return EXIT.done
    })
  },
})

/** `3 secrets were taken out (2 github, 1 assignment); --exact keeps them.` */
function redactedText(kinds: Readonly<Record<string, number>>): string {
  const told = Object.entries(kinds).map(([kind, n]) => `${n} ${kind}`)
  const all = Object.values(kinds).reduce((sum, n) => sum + n, 0)
  return all === 0 ? '' : `${count(all, 'secret')} taken out (${told.join(', ')}); --exact keeps them.`
}

/** The file is whole or it is not there. */
function writeWhole(file: string, text: string): void {
  const half = `${file}.${process.pid}.part`
  try {
    // A link that somebody has laid there is not followed.
    writeFileSync(half, text, { mode: 0o600, flag: 'wx' })
    renameSync(half, file)
  } catch (error) {
    rmSync(half, { force: true })
    throw new Failure(`${file} cannot be written: ${(error as Error).message}`, { code: 'file-unwritable' })
  }
}
