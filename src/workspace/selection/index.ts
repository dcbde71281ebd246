export { type Candidate, chooseAccount, type Wish } from './choose-account.ts'
