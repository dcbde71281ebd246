export { listToForget } from './keep.ts'
export {
  type Cells,
  type Hash,
  type Line,
  type SealedSecrets,
  type Verified,
  verifyLines,
  writeLines,
} from './lines.ts'
