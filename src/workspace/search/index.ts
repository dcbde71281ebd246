export { indexPortion, isIndexBehind } from './index-turns.ts'
