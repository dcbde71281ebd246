/** What people and programs mean is ten or twenty deep; at some thousands whoever walks a value runs out of stack. */
export const DEPTH_MAX = 200

/** Whether a JSON value is nested deeper than anything that is meant. */
export const isTooDeep = (value: unknown): boolean => isDeeper(value, DEPTH_MAX)

function isDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false
  if (levels === 0) return true
  for (const key in value) if (isDeeper((value as Record<string, unknown>)[key], levels - 1)) return true
  return false
}
