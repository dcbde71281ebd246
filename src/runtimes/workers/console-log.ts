/** Lines of JSON, as `wrangler tail` and the dashboard of Cloudflare show them. */
import type { Log } from '../../platform/call.ts'

export const consoleLog: Log = {
  error: (message, detail) => console.error(JSON.stringify({ level: 'error', message, ...detail })),
}
