/** The brief engine: what to keep of a session for whoever takes over, and what was left out. */
export { openBytePairs } from './byte-pairs.ts'
export { renderBrief } from './fit.ts'
export { foldMeta, foldTurn } from './fold.ts'
export { chooseLines } from './lines.ts'
export type { Brief, BriefRequest, BriefTarget } from './request.ts'
export { type BriefState, newBriefState, STATE_VERSION } from './state.ts'
export { foldText } from './text.ts'
export { countTokens, type Tokenizer } from './tokens.ts'
