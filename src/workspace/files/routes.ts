import { resource } from '../../http/resource.ts'
import { changeFile, createFile, deleteFile } from './keep-files.ts'
import { file, fileChange, fileQuery, newFile } from './schema.ts'
import { getFile, listFiles } from './store.ts'

export const fileRoutes = resource({
  path: '/api/files',
  noun: "a project's file",
  listed: 'Files of projects; critical ones come first in briefings',
  row: file,
  query: fileQuery,
  new: newFile,
  change: fileChange,
  list: ({ sql }, query) => listFiles(sql, query),
  get: ({ sql }, id) => getFile(sql, id),
  create: createFile,
  update: changeFile,
  remove: deleteFile,
})
