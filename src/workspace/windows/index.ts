export { measureOthers } from './measure-others.ts'
export { deletePresetChange, getPreset, listPresets, putPreset } from './preset-store.ts'
export {
  type NewWindow,
  newWindow,
  preset,
  presetChange,
  quotaWindow,
  toRenewal,
  toWireRenewal,
  unit,
  type WindowChange,
  type WireWindow,
  windowChange,
  windowName,
} from './schema.ts'
export {
  deleteOthers,
  findOther,
  insertMessages,
  insertOther,
  listMessages,
  listPoolMates,
  updateOther,
} from './store.ts'
