import { z } from 'zod'
import { resource } from '../../http/resource.ts'
import { route } from '../../http/route.ts'
import { answerPage, byId, deleted, many, one, pageQuery } from '../../http/shapes.ts'
import { ledgerEntry, listLedger } from '../credits/index.ts'
import { listCurrent, listHistory, listNewest, reading, toReading } from '../readings/index.ts'
import { batchCreateAccounts } from './batch-create-accounts.ts'
import { batchUpdateAccounts } from './batch-update-accounts.ts'
import { changeAccount } from './change-account.ts'
import { createAccount } from './create-account.ts'
import { deleteAccount } from './delete-account.ts'
import { releaseLease } from './hold-account.ts'
import {
  account,
  accountChange,
  accountQuery,
  batchAccounts,
  batchAnswer,
  batchChange,
  newAccount,
  selected,
  selection,
} from './schema.ts'
import { selectBestAccount } from './select-best-account.ts'
import { getAccount, listAccounts } from './store.ts'

const MANY_BYTES = 4 * 1_048_576

export const accountRoutes = [
  ...resource({
    path: '/api/accounts',
    noun: 'an account that you hold',
    listed: 'Accounts in the pool',
    row: account,
    query: accountQuery,
    new: newAccount,
    change: accountChange,
    list: ({ sql }, query) => listAccounts(sql, query),
    get: ({ sql }, id) => getAccount(sql, id),
    create: createAccount,
    update: changeAccount,
    remove: deleteAccount,
  }),
  route({
    method: 'GET',
    path: '/api/accounts/{id}/ledger',
    summary: "An account's ledger, newest first",
    params: byId,
    query: pageQuery,
    answer: many(ledgerEntry),
    run: ({ sql }, { params, query }) => {
      getAccount(sql, params.id)
      return answerPage(listLedger(sql, params.id, query))
    },
  }),
  route({
    method: 'GET',
    path: '/api/accounts/{id}/readings',
    summary: "What tools said of an account's quota: the newest of each window, then everything, newest first",
    params: byId,
    query: pageQuery,
    answer: many(reading).extend({ newest: z.array(reading) }),
    run: ({ sql, now }, { params, query }) => {
      getAccount(sql, params.id)
      const newest = listNewest(sql, params.id).map(each => toReading(each, now))
      const { rows, ...page } = listHistory(sql, params.id, query)
      return { newest, ...answerPage({ ...page, rows: rows.map(each => toReading(each, now)) }) }
    },
  }),
  route({
    method: 'GET',
    path: '/api/readings',
    summary: 'What tools said last of each window of every account, where the window has not started anew since',
    answer: z.object({ data: z.array(reading) }),
    run: ({ sql, now }) => ({ data: listCurrent(sql, now).map(each => toReading(each, now)) }),
  }),
  route({
    method: 'POST',
    path: '/api/private/select-best-account',
    summary: 'The best account to work with now; with lease_seconds also claim it',
    body: selection,
    onlyReads: ({ lease_seconds }) => lease_seconds === undefined,
    answer: one(selected),
    run: (call, { body }) => ({ data: selectBestAccount(call, body) }),
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
