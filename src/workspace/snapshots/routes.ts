import { resource } from '../../http/resource.ts'
import { changeSnapshot, createSnapshot, deleteSnapshot } from './keep-snapshots.ts'
import { newSnapshot, snapshot, snapshotChange, snapshotQuery } from './schema.ts'
import { getSnapshot, listSnapshots } from './store.ts'

export const snapshotRoutes = resource({
  path: '/api/snapshots',
  noun: 'a snapshot of a session',
  listed: 'Snapshots, newest first',
  row: snapshot,
  query: snapshotQuery,
  new: newSnapshot,
  change: snapshotChange,
  list: ({ sql }, query) => listSnapshots(sql, query),
  get: ({ sql }, id) => getSnapshot(sql, id),
  create: createSnapshot,
  update: changeSnapshot,
  remove: deleteSnapshot,
})
