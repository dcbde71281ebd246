/** Handing work to a colleague, in the language of this visit. */
import { language } from '../texts/index.ts'

const en = {
  who: 'Who goes on with it?',
  me: 'I do',
  hint: 'A colleague goes on with a shared account or one of their own. The briefing stands in their session.',
  goesOn: (name: string) => `${name} goes on with it.`,
}

const id: typeof en = {
  who: 'Siapa yang melanjutkan?',
  me: 'Saya sendiri',
  hint: 'Rekan melanjutkan dengan akun bersama atau akunnya sendiri. Ringkasannya ada di sesinya.',
  goesOn: (name: string) => `${name} yang melanjutkan.`,
}

export const words = language === 'id' ? id : en
