/** What is said of whose an account is, in the language of this visit; it comes with its pages, not with the first one. */
import { language } from '../../texts/index.ts'

const en = {
  personal: 'personal',
  of: (name: string) => `${name}’s own`,
  whose: 'Who works with it',
  choices: { shared: 'Everybody', own: 'Only me' },
  ownHint: 'What is left on it, and its e-mail, only you see; the others see that it is there and whether it is free.',
  notYours: (name: string) =>
    `A personal account of ${name}: what is left on it is theirs to see. Work is handed to it for ${name} alone.`,
}

const id: typeof en = {
  personal: 'pribadi',
  of: (name: string) => `milik ${name}`,
  whose: 'Siapa yang memakainya',
  choices: { shared: 'Semua orang', own: 'Hanya saya' },
  ownHint:
    'Sisa kuota dan surelnya hanya terlihat oleh Anda; yang lain hanya melihat bahwa akun ini ada dan apakah sedang bebas.',
  notYours: (name: string) =>
    `Akun pribadi ${name}: sisanya hanya terlihat olehnya. Pekerjaan hanya diserahkan ke akun ini untuk ${name}.`,
}

export const words = language === 'id' ? id : en
