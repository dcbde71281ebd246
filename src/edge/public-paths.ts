/**
 * Paths of a workspace that are answered to whoever asks. Written down, since the front door runs without the rooms that have
 * them; a test holds them to be the routes that say `needs: 'public'`.
 */
export const PUBLIC_PATHS: ReadonlySet<string> = new Set(['/api/openapi.json', '/api/health'])
