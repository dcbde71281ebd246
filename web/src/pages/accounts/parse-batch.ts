/** Pasted lines `name, platform, specialization` (or tabs, as a spreadsheet gives them) as accounts to create. */
import { PLATFORMS, type Platform } from '../../api/types.ts'

export interface BatchLine {
  account_name: string
  platform?: Platform
  specialization?: string
}

export interface BatchFault {
  line: number
  reason: 'no-name' | 'twice' | 'platform'
  text: string
}

export function parseBatch(text: string): { accounts: BatchLine[]; faults: BatchFault[] } {
  const accounts: BatchLine[] = []
  const faults: BatchFault[] = []
  const names = new Set<string>()
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    if (line.trim() === '') continue
    const [name = '', platform = '', ...rest] = line.split(/\t|,/).map(part => part.trim())
    const specialization = rest.join(', ')
    const known = PLATFORMS.find(each => each === platform.toLowerCase())
    const reason =
      name === '' ? 'no-name' : names.has(name) ? 'twice' : platform !== '' && !known ? 'platform' : undefined
    if (reason) {
      faults.push({ line: index + 1, reason, text: reason === 'platform' ? platform : name })
      continue
    }
    names.add(name)
    accounts.push({ account_name: name, ...(known && { platform: known }), ...(specialization && { specialization }) })
  }
  return { accounts, faults }
}
