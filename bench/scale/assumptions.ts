/** How people work, as the tables of docs/guide/scale.md take it. */
import type { Times, Use } from './cost.ts'

/** Somebody who works with assistants all day, on 22 days of a month. */
export const SOLO: Use = {
  people: 1,
  sessionsEach: 6,
  turnsASession: 100,
  turnsABatch: 2,
  rotationsEach: 2,
  dashboardsEach: 5,
  watchedShare: 0.25,
  askedAnewABatch: 3,
  openShare: 1 / 3,
  wakings: 40,
  daysAMonth: 22,
}

export const TEAM: Use = { ...SOLO, people: 10, wakings: 60 }

/** What an answer waits for Cloudflare's storage to have it elsewhere too is not known here: taken generously. */
export const TIMES: Times = { readMs: 10, writeMs: 50, workerCpuMs: 2 }
