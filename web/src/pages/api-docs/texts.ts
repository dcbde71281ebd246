/** The texts of the API page, in the language of this visit; they come with their page, not with the first one. */
import { language } from '../../texts/index.ts'

const count = (n: number, one: string, many = `${one}s`) => `${n.toLocaleString('en')} ${n === 1 ? one : many}`
const counted = (n: number, what: string) => `${n.toLocaleString('id')} ${what}`

const en = {
  title: 'API reference',
  about: 'Every route, as this server describes itself.',
  download: 'Download OpenAPI',
  filter: 'Filter routes',
  noneMatch: 'No route matches.',
  parameters: 'Parameters',
  body: 'Body',
  answer: (status: string) => (status === 'default' ? 'Refusal' : `Answer ${status}`),
  optional: 'may be left out',
  otherwise: 'otherwise',
  fields: (n: number) => count(n, 'field'),
  places: { path: 'in the path', query: 'in the query', header: 'in the header' } as Record<string, string>,
}

const id: typeof en = {
  title: 'Referensi API',
  about: 'Setiap rute, seperti server ini menjelaskan dirinya.',
  download: 'Unduh OpenAPI',
  filter: 'Saring rute',
  noneMatch: 'Tidak ada rute yang cocok.',
  parameters: 'Parameter',
  body: 'Isi permintaan',
  answer: status => (status === 'default' ? 'Penolakan' : `Jawaban ${status}`),
  optional: 'boleh ditiadakan',
  otherwise: 'selain itu',
  fields: n => counted(n, 'kolom'),
  places: { path: 'di alamat', query: 'di kueri', header: 'di header' },
}

export const words = { en, id }[language]
