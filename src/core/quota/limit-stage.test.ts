import { describe, expect, test } from 'vitest'
import { percentOfCredits, stageOf, USUAL } from './limit-stage.ts'

describe('on its way to the limit', () => {
  test.each([
    [69.9, 'far'],
    [70, 'prepared'],
    [85, 'warned'],
    [90, 'reached'],
    [140, 'reached'],
  ] as const)('a session at %d %% is %s', (percent, stage) => {
    expect(stageOf(percent, USUAL, 'far')).toBe(stage)
  })

  test('a figure that trembles around a threshold crosses it once', () => {
    let stage = stageOf(85, USUAL, 'far')
    for (const percent of [84, 86, 83, 85, 76]) {
      expect(stage).toBe('warned')
      stage = stageOf(percent, USUAL, stage as 'warned')
    }
    expect(stageOf(74, USUAL, 'warned')).toBe('prepared')
    expect(stageOf(60, USUAL, 'prepared')).toBe('far')
  })

  test('credits are reached where the project says, and the stages before it in proportion', () => {
    expect(percentOfCredits(90, 90, USUAL)).toBe(90)
    expect(stageOf(percentOfCredits(70, 90, USUAL), USUAL, 'far')).toBe('prepared')
    expect(stageOf(percentOfCredits(34, 40, USUAL), USUAL, 'far')).toBe('prepared')
    expect(stageOf(percentOfCredits(40, 40, USUAL), USUAL, 'far')).toBe('reached')
  })
})
