/** The texts of taking transcripts in, in the language of this visit; they come with their page, not with the first one. */
import { language } from '../../texts/index.ts'

const count = (n: number, one: string, many = `${one}s`) => `${n.toLocaleString('en')} ${n === 1 ? one : many}`
const counted = (n: number, what: string) => `${n.toLocaleString('id')} ${what}`

const en = {
  title: 'Import sessions',
  drop: 'Drop transcripts, folders or zips here',
  formats:
    'Logs of Claude Code, Codex, Gemini CLI, Qwen Code, Copilot, OpenCode, Cline and others, exports of ChatGPT and Claude.ai, Markdown and text chats; .gz and .zip too',
  pick: 'Pick files',
  pickFolder: 'Pick a folder',
  size: (bytes: number) => (bytes < 1_000_000 ? `${Math.ceil(bytes / 1000)} kB` : `${(bytes / 1e6).toFixed(1)} MB`),
  belongs: 'Where they belong',
  projectFromFile: 'The folder it was recorded in',
  accountFromFile: 'By the tool that recorded it',
  stays: 'Files are read in this browser and recorded in your workspace. Importing twice changes nothing.',
  files: 'Files taken in',
  waiting: 'Waiting',
  reading: (turns: number) => count(turns, 'turn'),
  through: (done: number, of: number) => `${done} of ${count(of, 'file')}`,
  finished: (n: number) => `${count(n, 'file')} through`,
  sum: (sessions: number, turns: number) => `${count(sessions, 'session')}, ${count(turns, 'new turn')}`,
  stop: 'Stop',
  stopped: 'Stopped; what was recorded stays.',
  clear: 'Clear the list',
  added: (turns: number) => `${count(turns, 'turn')} recorded`,
  nothingNew: (turns: number) =>
    `nothing new: its ${count(turns, 'turn')} ${turns === 1 ? 'was' : 'were'} here already`,
  sessions: (n: number) => count(n, 'session'),
  andMore: (n: number) => `and ${n} more`,
  skipped: (n: number) => `${count(n, 'part')} could not be read`,
  line: (n: number) => `line ${n}:`,
  unknown: 'No transcript was recognised in this file.',
  open: 'Open session',
}

const id: typeof en = {
  title: 'Impor sesi',
  drop: 'Letakkan transkrip, folder, atau zip di sini',
  formats:
    'Log Claude Code, Codex, Gemini CLI, Qwen Code, Copilot, OpenCode, Cline, dan lainnya, ekspor ChatGPT dan Claude.ai, obrolan Markdown dan teks; .gz dan .zip juga',
  pick: 'Pilih berkas',
  pickFolder: 'Pilih folder',
  size: bytes => (bytes < 1_000_000 ? `${Math.ceil(bytes / 1000)} kB` : `${(bytes / 1e6).toFixed(1)} MB`),
  belongs: 'Milik siapa',
  projectFromFile: 'Folder tempat ia direkam',
  accountFromFile: 'Menurut alat yang merekamnya',
  stays: 'Berkas dibaca di peramban ini dan dicatat di ruang kerja Anda. Mengimpor dua kali tidak mengubah apa pun.',
  files: 'Berkas yang diambil',
  waiting: 'Menunggu',
  reading: turns => counted(turns, 'giliran'),
  through: (done, of) => `${done} dari ${counted(of, 'berkas')}`,
  finished: n => `${counted(n, 'berkas')} selesai`,
  sum: (sessions, turns) => `${counted(sessions, 'sesi')}, ${counted(turns, 'giliran baru')}`,
  stop: 'Hentikan',
  stopped: 'Dihentikan; yang sudah dicatat tetap ada.',
  clear: 'Bersihkan daftar',
  added: turns => `${counted(turns, 'giliran')} dicatat`,
  nothingNew: turns => `tidak ada yang baru: ${counted(turns, 'gilirannya')} sudah ada`,
  sessions: n => counted(n, 'sesi'),
  andMore: n => `dan ${n} lagi`,
  skipped: n => `${counted(n, 'bagian')} tidak dapat dibaca`,
  line: n => `baris ${n}:`,
  unknown: 'Tidak ada transkrip yang dikenali dalam berkas ini.',
  open: 'Buka sesi',
}

export const words = { en, id }[language]
