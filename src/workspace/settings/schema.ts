import { z } from 'zod'
import { STRATEGIES } from '../../core/selection/candidate.ts'
import { changeOf } from '../../http/shapes.ts'

export const strategy = z.enum(STRATEGIES)

export const settings = z.object({
  selection_strategy: strategy.describe('Of every choice of an account that names none'),
})
export type Settings = z.output<typeof settings>

export const settingsChange = changeOf(settings)

/** Where nobody said anything: as specified. */
export const DEFAULTS: Settings = { selection_strategy: 'most-credits' }
