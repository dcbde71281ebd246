import { z } from 'zod'
import { resource } from '../../http/resource.ts'
import { route } from '../../http/route.ts'
import { answerPage, byId, deleted, many, one, pageQuery } from '../../http/shapes.ts'
import { drift, ledgerEntry, listLedger, measureDrift, newEntry } from '../credits/index.ts'
import { listCurrent, listHistory, listNewest, reading, toReading } from '../readings/index.ts'
import { personOf } from '../who-sees.ts'
import {
  deletePresetChange,
  listPresets,
  newWindow,
  preset,
  presetChange,
  putPreset,
  quotaWindow,
  windowChange,
} from '../windows/index.ts'
import { batchCreateAccounts } from './batch-create-accounts.ts'
import { batchUpdateAccounts } from './batch-update-accounts.ts'
import { changeAccount } from './change-account.ts'
import { addWindow, changeWindow, removeWindow, usePreset } from './change-windows.ts'
import { createAccount } from './create-account.ts'
import { deleteAccount } from './delete-account.ts'
import { releaseLease } from './hold-account.ts'
import { listWireWindows } from './measure-account.ts'
import { sayReading } from './say-reading.ts'
import {
  accountChange,
  accountQuery,
  batchAccounts,
  batchAnswer,
  batchChange,
  byPreset,
  byWindow,
  newAccount,
  newReading,
  presetWish,
  shownAccount,
} from './schema.ts'
import { getAccountFor, showAccount } from './show-account.ts'
import { getAccount, listAccounts } from './store.ts'
import { bookToAccount } from './use-account.ts'

const windows = z.object({ data: z.array(quotaWindow) })
const DRIFT_DAYS = 30
const MANY_BYTES = 4 * 1_048_576

export const accountRoutes = [
  ...resource({
    path: '/api/accounts',
    noun: 'an account that you hold',
    listed: 'Accounts in the pool',
    needs: { remove: 'admin' },
    row: shownAccount,
    query: accountQuery,
    new: newAccount,
    change: accountChange,
    list: (call, query) => {
      const { rows, ...page } = listAccounts(call.sql, query)
      return { ...page, rows: rows.map(each => showAccount(call, each)) }
    },
    get: (call, id) => showAccount(call, getAccount(call.sql, id)),
    create: createAccount,
    update: (call, id, change) => changeAccount(call, getAccountFor(call, id).id, change),
    remove: (call, id) => deleteAccount(call, getAccountFor(call, id).id),
  }),
  route({
    method: 'GET',
    path: '/api/accounts/{id}/ledger',
    summary: "An account's ledger, newest first",
    params: byId,
    query: pageQuery,
    answer: many(ledgerEntry).extend({ drift }),
    run: (call, { params, query }) => {
      const { sql, now } = call
      getAccountFor(call, params.id)
      return { ...answerPage(listLedger(sql, params.id, query)), drift: measureDrift(sql, params.id, DRIFT_DAYS, now) }
    },
  }),
  route({
    method: 'POST',
    path: '/api/accounts/{id}/ledger',
    summary: 'Book credits that were used, estimated or granted; the same key again books nothing',
    params: byId,
    body: newEntry,
    answer: one(ledgerEntry).extend({ booked: z.boolean().describe('false: the key had booked it before') }),
    run: (call, { params, body }) => bookToAccount(call, getAccountFor(call, params.id).id, body),
  }),
  route({
    method: 'GET',
    path: '/api/accounts/{id}/windows',
    summary:
      'What is left of each quota window of an account: the main one first, then those described, then those only read',
    params: byId,
    answer: windows,
    run: (call, { params }) => ({ data: listWireWindows(call, getAccountFor(call, params.id).id) }),
  }),
  route({
    method: 'POST',
    path: '/api/accounts/{id}/windows',
    summary: 'Describe a further quota window of an account',
    params: byId,
    body: newWindow,
    answer: windows,
    status: 201,
    run: (call, { params, body }) => {
      getAccountFor(call, params.id)
      addWindow(call, params.id, body)
      return { data: listWireWindows(call, params.id) }
    },
  }),
  route({
    method: 'PATCH',
    path: '/api/accounts/{id}/windows/{name}',
    summary: 'Change a quota window of an account, the main one too',
    params: byWindow,
    body: windowChange,
    answer: windows,
    run: (call, { params, body }) => {
      getAccountFor(call, params.id)
      changeWindow(call, params.id, params.name, body)
      return { data: listWireWindows(call, params.id) }
    },
  }),
  route({
    method: 'DELETE',
    path: '/api/accounts/{id}/windows/{name}',
    summary: 'Take a quota window away; readings of it are kept',
    params: byWindow,
    answer: windows,
    run: (call, { params }) => {
      getAccountFor(call, params.id)
      removeWindow(call, params.id, params.name)
      return { data: listWireWindows(call, params.id) }
    },
  }),
  route({
    method: 'POST',
    path: '/api/accounts/{id}/preset',
    summary: "Put a preset's quota windows in place of those of the account",
    params: byId,
    body: presetWish,
    answer: windows,
    run: (call, { params, body }) => {
      getAccountFor(call, params.id)
      usePreset(call, params.id, body.preset)
      return { data: listWireWindows(call, params.id) }
    },
  }),
  route({
    method: 'GET',
    path: '/api/presets',
    summary: 'Quota windows of known plans, dated',
    answer: z.object({ data: z.array(preset) }),
    run: ({ sql }) => ({ data: listPresets(sql) }),
  }),
  route({
    method: 'PATCH',
    path: '/api/presets/{preset}',
    needs: 'admin',
    summary: 'Change a preset for this workspace; accounts keep the windows they have',
    params: byPreset,
    body: presetChange,
    answer: one(preset),
    run: (call, { params, body }) => ({ data: putPreset(call, params.preset, body) }),
  }),
  route({
    method: 'DELETE',
    path: '/api/presets/{preset}',
    needs: 'admin',
    summary: 'Take the preset of the program again',
    params: byPreset,
    answer: one(preset),
    run: (call, { params }) => ({ data: deletePresetChange(call, params.preset) }),
  }),
  route({
    method: 'POST',
    path: '/api/accounts/{id}/readings',
    summary: 'Say what a platform shows of a quota window now',
    params: byId,
    body: newReading,
    answer: windows,
    run: (call, { params, body }) => {
      getAccountFor(call, params.id)
      sayReading(call, params.id, body)
      return { data: listWireWindows(call, params.id) }
    },
  }),
  route({
    method: 'GET',
    path: '/api/accounts/{id}/readings',
    summary: "What tools said of an account's quota: the newest of each window, then everything, newest first",
    params: byId,
    query: pageQuery,
    answer: many(reading).extend({ newest: z.array(reading) }),
    run: (call, { params, query }) => {
      const { sql, now } = call
      getAccountFor(call, params.id)
      const newest = listNewest(sql, params.id, now).map(each => toReading(each, now))
      const { rows, ...page } = listHistory(sql, params.id, query)
      return { newest, ...answerPage({ ...page, rows: rows.map(each => toReading(each, now)) }) }
    },
  }),
  route({
    method: 'GET',
    path: '/api/readings',
    summary: 'What tools said last of each window of every account, where the window has not started anew since',
    answer: z.object({ data: z.array(reading) }),
    run: ({ sql, now, principal }) => ({
      data: listCurrent(sql, now, personOf(principal)).map(each => toReading(each, now)),
    }),
  }),
  route({
    method: 'DELETE',
    path: '/api/private/leases/{id}',
    summary: 'Release a claimed account',
    params: byId,
    answer: deleted,
    run: (call, { params }) => releaseLease(call, params.id),
  }),
  route({
    method: 'POST',
    path: '/api/private/batch-create-accounts',
    summary: 'Record many accounts that you hold, all or nothing',
    body: batchAccounts,
    bodyBytesMax: MANY_BYTES,
    answer: batchAnswer,
    status: 201,
    run: (call, { body }) => {
      const accounts = batchCreateAccounts(call, body.accounts)
      return { message: `Created ${accounts.length} accounts`, accounts }
    },
  }),
  route({
    method: 'POST',
    path: '/api/private/batch-update-accounts',
    summary: 'Change credits, status, specialization and more of many accounts, by ids or a filter, all or nothing',
    body: batchChange,
    answer: batchAnswer,
    run: (call, { body }) => {
      const accounts = batchUpdateAccounts(call, body)
      return { message: `Updated ${accounts.length} accounts`, accounts }
    },
  }),
]
