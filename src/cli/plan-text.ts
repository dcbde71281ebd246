/** A plan of work as a terminal shows it: a line an account, and how sure it is. */
import type { Plan } from '../client/index.ts'
import type { Style } from './output.ts'
import { clockTime, grouped, likelihood } from './words.ts'

interface Wished {
  readonly credits: number
  /** A time of the wire. */
  readonly by: string
}

export function planText(plan: Plan, { credits, by }: Wished, style: Style): string {
  const because = style.dim(plan.because.join('; '))
  if (plan.kind === 'unknown') return [`Until ${clockTime(by)} the accounts hold ${held(plan)}.`, because].join('\n')
  const steps = plan.steps.map(
    step =>
      `  ${clockTime(step.from)} to ${clockTime(step.until)}  ${style.bold(step.account_name)}  ${grouped(step.credits)} credits`,
  )
  const head =
    plan.kind === 'possible'
      ? style.good(`${grouped(credits)} credits by ${clockTime(by)}: possible, ${percent(plan)}.`)
      : style.warn(
          `${grouped(credits)} credits are not possible by ${clockTime(by)} (${percent(plan)}); ${held(plan)} are:`,
        )
  return [head, ...steps, doneText(plan), because].filter(Boolean).join('\n')
}

const held = ({ credits }: Plan) => `${grouped(credits)} credits`
const percent = ({ probability }: Plan) => `${likelihood(probability ?? 0)} likely`

function doneText({ done }: Plan): string {
  if (done.likely === null) return 'All of it is not done within the month after.'
  const sure = done.sure === null ? '' : `, four times of five by ${clockTime(done.sure)}`
  return `All done ${clockTime(done.likely)}${sure}.`
}
