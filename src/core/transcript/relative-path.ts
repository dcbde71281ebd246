/** Paths as people name them: relative to the folder they work in. */

/** `path` relative to `cwd` where it stands below it, else as it is. Unix and Windows separators. */
export function relativePath(path: string, cwd: string | undefined): string {
  if (!cwd || !path.startsWith(cwd)) return path
  const base = cwd.endsWith('/') || cwd.endsWith('\\') ? cwd.length - 1 : cwd.length
  const next = path[base]
  if (next !== '/' && next !== '\\') return path
  return path.slice(base + 1) || path
}

/** `inner` is `outer` or stands below it. */
export function isBelow(inner: string, outer: string): boolean {
  return inner === outer || relativePath(inner, outer) !== inner
}
