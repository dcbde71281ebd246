/** A policy in words: when it tells, of what, and what it does then. */
import type { Action, Condition, Policy, Webhook } from '../../api/types.ts'
import { amount, minutesInWords } from '../../ui/when.ts'
import { windowName } from '../accounts/window-words.ts'
import { words } from './texts.ts'

const percent = (share: number) => `${Math.round(share * 1000) / 10} %`
const measure = ({ per, at }: { per: 'share' | 'amount'; at: number }) => (per === 'share' ? percent(at) : amount(at))

export function conditionWords(condition: Condition): string {
  switch (condition.kind) {
    case 'threshold':
      return words.when.threshold(condition.of, measure(condition), nameOf(condition.window))
    case 'forecast':
      return words.when.forecast(percent(condition.probability), nameOf(condition.window))
    case 'waste':
      return words.when.waste(measure(condition), minutesInWords(condition.minutes))
    case 'returned':
      return words.when.returned(percent(condition.at))
    case 'handoff_waiting':
      return words.when.handoff_waiting(minutesInWords(condition.minutes))
    case 'no_activity':
      return 'minutes' in condition.after
        ? words.when.silence(minutesInWords(condition.after.minutes))
        : words.when.silenceBy(condition.after.by, condition.after.zone)
  }
}

const nameOf = (window: string | undefined) => (window === undefined ? null : windowName(window))

export function actionWords(actions: readonly Action[], webhooks: readonly Webhook[]): string {
  const toWords = (action: Action) => {
    if (action.kind !== 'webhook') return words.does[action.kind]
    if (action.webhook_id === undefined) return words.does.webhook
    const hook = webhooks.find(({ id }) => id === action.webhook_id)
    return words.does.oneWebhook(hook?.description ?? hook?.url ?? `#${action.webhook_id}`)
  }
  return actions.map(toWords).join(' · ')
}

/** Those that came with the workspace are named in the reader's language. */
export function policyName({ name, preset }: Pick<Policy, 'name' | 'preset'>): string {
  const names: Readonly<Record<string, { given: string; shown: string }>> = words.presets
  const known = preset === null ? undefined : names[preset]
  return known?.given === name ? known.shown : name
}
