/** The texts of what was learnt, in the language of this visit; they come with their pages, not with the first one. */
import { language } from '../../texts/index.ts'

const en = {
  title: 'Knowledge',
  about: 'Patterns, solutions and tips that sessions have earned.',
  add: 'Add entry',
  edit: 'Edit entry',
  filter: 'Filter knowledge',
  category: 'Category',
  everyCategory: 'Every category',
  entryTitle: 'Title',
  tags: 'Tags',
  tagsHint: 'Separated by commas.',
  none: 'Nothing is written down yet.',
  noneHint: 'What a session found out belongs here, so that the next one need not.',
  deleteText: 'It is gone for every project. This cannot be undone.',
  noneMatch: 'No entry matches.',
  used: (n: string, percent: number) => `used ${n}×, ${percent} % helped`,
}

const id: typeof en = {
  title: 'Pengetahuan',
  about: 'Pola, solusi, dan kiat yang diperoleh dari sesi-sesi.',
  add: 'Tambah catatan',
  edit: 'Ubah catatan',
  filter: 'Saring pengetahuan',
  category: 'Kategori',
  everyCategory: 'Semua kategori',
  entryTitle: 'Judul',
  tags: 'Tag',
  tagsHint: 'Dipisahkan dengan koma.',
  none: 'Belum ada yang dicatat.',
  noneHint: 'Apa yang ditemukan sebuah sesi disimpan di sini, agar sesi berikutnya tidak perlu mengulang.',
  deleteText: 'Ia hilang bagi setiap proyek. Ini tidak dapat dibatalkan.',
  noneMatch: 'Tidak ada catatan yang cocok.',
  used: (n, percent) => `dipakai ${n}×, ${percent} % membantu`,
}

export const words = { en, id }[language]
