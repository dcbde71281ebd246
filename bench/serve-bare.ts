/** What a route costs at the least: bare Hono on the same node-server, one prepared SELECT, on the same database. */
import { DatabaseSync } from 'node:sqlite'
import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import { databasePath } from '../src/runtimes/node/data-folder.ts'

const db = new DatabaseSync(databasePath(process.argv[2] as string))
const statement = db.prepare(
  'SELECT id, account_name, credits_available, specialization, platform FROM accounts WHERE id = ?',
)
let next = 0
const row = () => statement.get((next++ % 100_000) + 1)

const app = new Hono()
app.get('/bare', context => context.json({ success: true, data: row() }))
app.post('/bare', async context => {
  await context.req.json()
  return context.json({ success: true, data: row() })
})
serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) => console.log(port))
