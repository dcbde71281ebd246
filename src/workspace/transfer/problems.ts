import { problemsOf } from '../../core/problem.ts'

const megabytes = (bytes: number): string => `${Math.ceil(bytes / 1_048_576)} MB`

export const problem = problemsOf({
  'export-too-large': (d: { bytes: number; bytesMax: number }) => ({
    status: 422,
    error: `The project holds ${megabytes(d.bytes)} of text; one answer holds ${megabytes(d.bytesMax)} here.`,
    suggestion:
      'Copy the whole workspace with `paas export --all`, which goes in parts, or read it in pages: GET /api/conversation?session_id=…',
  }),
  'export-broken': (d: { what: string }) => ({
    status: 400,
    error: `The export does not hang together: ${d.what}. Nothing was imported.`,
    suggestion: 'Export the project anew and import that file whole.',
  }),
})
