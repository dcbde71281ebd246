import { problemsOf } from '../../core/problem.ts'

export const problem = problemsOf({
  'being-copied': () => ({
    status: 503,
    error: 'The workspace is being copied at this moment, so nothing in it is changed.',
    suggestion: 'Try again in a few seconds. What is broken off lets go by itself within a minute.',
    retryAfterSeconds: 5,
  }),
  'being-restored': () => ({
    status: 503,
    error: 'An archive is being written into this workspace.',
    suggestion:
      'Wait for it. Where it broke off: run the same `paas import --all` again, or give it up with `paas import --give-up`.',
    retryAfterSeconds: 15,
  }),
  'hold-lost': () => ({
    status: 409,
    error: 'This copy was broken off for more than a minute, or somebody began another one.',
    suggestion: 'Begin again.',
  }),
  'archive-too-new': (d: { found: number; known: number }) => ({
    status: 409,
    error: `The archive is of a newer version of paas (schema ${d.found}; this one knows ${d.known}). Nothing was changed.`,
    suggestion: 'Update this paas first, then import it.',
  }),
  'not-an-empty-workspace': () => ({
    status: 409,
    error: 'This workspace is not empty. Nothing was changed.',
    suggestion: 'Import into a new one (`--workspace ID`), or say that this one may be replaced: `--replace`.',
  }),
  'archive-misfit': (d: { what: string }) => ({
    status: 400,
    error: `The archive does not fit: ${d.what}.`,
    suggestion: 'Export it anew from where it came. `paas import --give-up` leaves an empty workspace here.',
  }),
  'no-rewind-here': () => ({
    status: 409,
    error: 'This workspace cannot be set back by the platform it lies on. Nothing was changed.',
    suggestion:
      'Take a backup: `paas restore FILE` on a machine of your own, `paas import --all FILE --replace` elsewhere.',
  }),
  'row-too-large-here': (d: { bytes: number; bytesMax: number }) => ({
    status: 413,
    error: `The archive holds a row of ${d.bytes} bytes; here a row takes at most ${d.bytesMax}. Nothing was changed.`,
    suggestion:
      'Find the session that it belongs to and delete that turn or snapshot, or stay with paas on a machine of your own.',
  }),
})
