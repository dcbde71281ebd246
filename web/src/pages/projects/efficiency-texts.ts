/** The texts of how well a project spends its credits, in the language of this visit; they come with their pages, not with the first one. */
import { language } from '../../texts/index.ts'

const count = (n: number, one: string, many = `${one}s`) => `${n.toLocaleString('en')} ${n === 1 ? one : many}`
const counted = (n: number, what: string) => `${n.toLocaleString('id')} ${what}`

const en = {
  title: 'Efficiency',
  span: 'Time span',
  days: (n: number) => `${n} days`,
  none: 'No session used credits in this time.',
  average: 'credits per session',
  scores: { optimal: 'Optimal', good: 'Good', needs_improvement: 'Needs improvement' },
  range: (min: string, max: string, n: number) => `${min} to ${max} over ${count(n, 'session')}`,
  unknown: 'not known',
  from: (n: number) => `from ${count(n, 'session')}`,
  fromResets: (n: number) => `from ${count(n, 'reset')}`,
  fromHandoffs: (n: number) => `from ${count(n, 'handoff')}`,
  creditsEach: 'Credits per finished session',
  costEach: 'Cost per finished session',
  cost: 'Cost',
  wasted: 'Credits left unused at resets',
  gap: 'Wait between a session and the next',
  gapTotal: (total: string) => `median; ${total} in all`,
  reexplained: 'Tokens to explain it again',
  perHandoff: (tokens: string) => `${tokens} per handoff`,
  fetchedAgain: 'Things fetched again all the same',
  breakdown: 'Broken down by',
  by: { trend: 'Week', per_account: 'Account', per_platform: 'Platform', per_session_type: 'Type' },
  sessions: 'Sessions',
  credits: 'Credits',
  perSession: 'per finished',
}

const id: typeof en = {
  title: 'Efisiensi',
  span: 'Rentang waktu',
  days: n => `${n} hari`,
  none: 'Tidak ada sesi yang memakai kredit dalam waktu ini.',
  average: 'kredit per sesi',
  scores: { optimal: 'Optimal', good: 'Baik', needs_improvement: 'Perlu diperbaiki' },
  range: (min, max, n) => `${min} sampai ${max} dalam ${counted(n, 'sesi')}`,
  unknown: 'tidak diketahui',
  from: n => `dari ${counted(n, 'sesi')}`,
  fromResets: n => `dari ${counted(n, 'pengisian')}`,
  fromHandoffs: n => `dari ${counted(n, 'serah terima')}`,
  creditsEach: 'Kredit per sesi selesai',
  costEach: 'Biaya per sesi selesai',
  cost: 'Biaya',
  wasted: 'Kredit tersisa saat terisi ulang',
  gap: 'Jeda dari satu sesi ke sesi berikutnya',
  gapTotal: total => `median; ${total} seluruhnya`,
  reexplained: 'Token untuk menjelaskan ulang',
  perHandoff: tokens => `${tokens} per serah terima`,
  fetchedAgain: 'Hal yang tetap dicari lagi',
  breakdown: 'Rincian menurut',
  by: { trend: 'Minggu', per_account: 'Akun', per_platform: 'Platform', per_session_type: 'Jenis' },
  sessions: 'Sesi',
  credits: 'Kredit',
  perSession: 'per sesi selesai',
}

export const efficiencyWords = { en, id }[language]
