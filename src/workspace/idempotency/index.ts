export { answerOnce } from './answer-once.ts'
export { listSealedAnswers, replaceInAnswers } from './sealed-answers.ts'
