/** How well a project's sessions use their accounts: the specified score, its texts, and honest figures beside it. */

export type EfficiencyScore = 'optimal' | 'good' | 'needs_improvement'

/** @param average credits per session. 85..92 optimal; 75 up to 85 and above 92 up to 98 good; else needs improvement. */
export function scoreEfficiency(average: number): EfficiencyScore {
  if (average >= 85 && average <= 92) return 'optimal'
  if (average >= 75 && average < 98) return 'good'
  return 'needs_improvement'
}

/** The user's own words where they gave any. */
export function recommend(average: number): string[] {
  if (average >= 98) return ['Handoff earlier (around 90-92 credits)']
  if (average > 92) return ['Close to the edge: hand off around 90-92 credits']
  if (average >= 85) return ['Excellent! Keep this pattern.']
  if (average >= 75) return ['Good. Sessions of 85 to 92 credits waste the least.']
  return ['Extend sessions to at least 85 credits']
}
