/** How full something is, in the three words the colours stand for: under half is low, under a tenth is out. */
export type Level = 'good' | 'low' | 'out'

export function levelOf(ratio: number): Level {
  if (ratio < 0.1) return 'out'
  return ratio <= 0.5 ? 'low' : 'good'
}
