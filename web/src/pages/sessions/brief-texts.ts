/** The texts of briefs, in the language of this visit; they come with their pages, not with the first one. */
import { language } from '../../texts/index.ts'

const count = (n: number, one: string, many = `${one}s`) => `${n.toLocaleString('en')} ${n === 1 ? one : many}`
const counted = (n: number, what: string) => `${n.toLocaleString('id')} ${what}`

const en = {
  title: 'Brief',
  copy: 'Copy brief',
  length: 'Length',
  levels: { budget: 'Budget', low: 'Long', medium: 'Medium', high: 'Short' },
  budget: 'Budget in tokens',
  tokens: (n: string) => `${n} tokens`,
  target: 'Written for',
  targets: {
    plain: 'Any assistant',
    claude: 'Claude',
    chatgpt: 'ChatGPT',
    gemini: 'Gemini',
    genspark: 'Genspark',
  },
  leftOut: (n: number) => `${count(n, 'fact')} left out`,
  nothingLeft: 'Nothing left out',
  used: (tokens: string, budget: string, counted: boolean) =>
    `${tokens} of ${budget} tokens${counted ? '' : ', estimated'}`,
  redacted: (n: number) => `${count(n, 'secret')} taken out`,
  coverage: (percent: number) => `${percent} % of what matters`,
  kind: 'Kind',
  kept: 'Kept',
  dropped: 'Left out',
  largest: 'The largest of what is left out',
  kinds: {} as Record<string, string>,
}

const id: typeof en = {
  title: 'Ringkasan',
  copy: 'Salin ringkasan',
  length: 'Panjang',
  levels: { budget: 'Anggaran', low: 'Panjang', medium: 'Sedang', high: 'Pendek' },
  budget: 'Anggaran dalam token',
  tokens: n => `${n} token`,
  target: 'Ditulis untuk',
  targets: {
    plain: 'Asisten mana pun',
    claude: 'Claude',
    chatgpt: 'ChatGPT',
    gemini: 'Gemini',
    genspark: 'Genspark',
  },
  leftOut: n => `${counted(n, 'fakta')} ditinggalkan`,
  nothingLeft: 'Tidak ada yang ditinggalkan',
  used: (tokens, budget, counted) => `${tokens} dari ${budget} token${counted ? '' : ', perkiraan'}`,
  redacted: n => `${n} rahasia dikeluarkan`,
  coverage: percent => `${percent} % dari yang penting`,
  kind: 'Jenis',
  kept: 'Dibawa',
  dropped: 'Ditinggal',
  largest: 'Yang terbesar dari yang ditinggalkan',
  kinds: {},
}

export const briefWords = { en, id }[language]
