/** Who works in a session and whom it came from, in the language of this visit. */
import { language } from '../../texts/index.ts'

const en = {
  person: 'Person',
  handedYou: (name: string) => `${name} handed you this`,
  handed: (from: string, to: string) => `${from} handed this to ${to}`,
}

const id: typeof en = {
  person: 'Orang',
  handedYou: (name: string) => `${name} menyerahkan ini kepada Anda`,
  handed: (from: string, to: string) => `${from} menyerahkan ini kepada ${to}`,
}

export const words = language === 'id' ? id : en
