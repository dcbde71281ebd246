/** The brief engine: what to keep of a session for whoever takes over, and what was left out. */
export { foldMeta, foldTurn } from './fold.ts'
export { chooseLines } from './lines.ts'
export { renderBrief } from './render.ts'
export type { Brief, BriefRequest } from './request.ts'
export { type BriefState, newBriefState } from './state.ts'
export { foldText } from './text.ts'
export { countTokens } from './tokens.ts'
