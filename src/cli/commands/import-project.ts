import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { command, EXIT } from '../command.ts'
import { Failure } from '../failure.ts'
import { fileFailure } from '../log/file-failure.ts'
import { withWorkspace } from '../with-workspace.ts'

/** As much as the server takes. */
const BYTES_MAX = 268_435_456

export default command({
  usage: '<file>',
  args: { min: 1, max: 1 },
  options: {},
  examples: [['paas import-project shop.json', 'A new project from an export; unknown accounts are created blocked']],
  async run({ args: [file], out, env }) {
    const data = readExport(file as string)
    return withWorkspace(env, async client => {
      const { id } = await client.importProject(data)
      const name = (data['project'] as { name?: string } | undefined)?.name ?? ''
      out.answer({ projectId: id, project: name }, `${file} → project ${id}, ${name}`)
      return EXIT.done
    })
  },
})

/** As `paas export` writes it, with --json or not, or as the API answers. */
function readExport(file: string): Record<string, unknown> {
  const value = parse(file, readText(file))
  const inner = (value as { data?: unknown } | null)?.data ?? value
  if (typeof inner === 'object' && inner !== null && 'format_version' in inner) return inner as Record<string, unknown>
  throw new Failure(`${file} is no export of a project.`, {
    code: 'not-an-export',
    suggestion: '`paas export <project>` writes one.',
  })
}

function readText(file: string): string {
  try {
    const bytes = readFileSync(file)
    return (
      bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes, { maxOutputLength: BYTES_MAX }) : bytes
    ).toString('utf8')
  } catch (error) {
    throw fileFailure(file, error as NodeJS.ErrnoException)
  }
}

function parse(file: string, text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new Failure(`${file} is no JSON: ${(error as Error).message}`, { code: 'not-an-export' })
  }
}
