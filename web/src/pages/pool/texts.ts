/** The texts of what is ahead, in the language of this visit; they come with their pages, not with the first one. */
import { language } from '../../texts/index.ts'

const en = {
  title: 'The pool ahead',
  about: 'What runs out, what is about to be lost, which account comes next, and how work gets done in time.',
  empty: 'No accounts yet.',
  emptyHint: 'Record the accounts you hold; what is ahead of them follows from how they are used.',
  prospect: 'What comes',
  nothingAhead: 'Nothing is likely to run out before its reset, and nothing is about to be lost within a day.',
  asked: (n: number) =>
    n === 0
      ? 'No account was used lately.'
      : n === 1
        ? 'From the one account used lately.'
        : `From the ${n} accounts used lately.`,
  probable: (percent: number) => `${percent} %`,
  between: (from: string, until: string) => `between ${from} and ${until}`,
  from: (from: string) => `from ${from} on`,
  likely: (at: string) => `probably ${at}`,
  runsOut: (when: string, percent: number) => `Runs out ${when} (${percent} %)`,
  leaves: (likely: string, low: string, high: string, percent: number) =>
    `About ${likely} left at the reset (${low} to ${high}); runs out before it with ${percent} %`,
  lost: (likely: string, low: string, high: string, unit: string) =>
    `about ${likely} ${unit} are lost (${low} to ${high})`,
  next: 'Which account next',
  strategy: 'Strategy',
  strategies: { 'most-credits': 'Most credits', 'expiring-first': 'Expiring first', balanced: 'Balanced' },
  strategyAbout: {
    'most-credits': 'The account with most credits; of those, the one least used. Accounts under 50 are left alone.',
    'expiring-first': 'What is lost first at a reset is used first; what keeps comes last.',
    balanced: 'The fewest credits wasted: by resets, by rotations, by sessions that do not finish.',
  },
  any: 'Any',
  project: 'Project',
  work: 'Kind of work',
  credits: (n: string) => `${n} credits`,
  runnersUp: 'Then',
  whatIf: 'What each strategy would do',
  takes: 'Takes',
  left: 'Left on it',
  lostThen: 'Lost at resets',
  planner: 'Work by a time',
  plannerAbout: 'Which account when, at the pace of your finished sessions.',
  creditsOfWork: 'Credits of work',
  by: 'Done by',
  plan: 'Plan',
  outcome: {
    possible: (credits: string) => `${credits} credits get done in time`,
    impossible: (credits: string) => `Only ${credits} credits get done by then`,
    unknown: (credits: string) => `Your pace is not known yet; the accounts hold ${credits} credits until then`,
  },
  done: (likely: string, sure: string | null) =>
    `All of it done ${likely}${sure ? `, four times of five by ${sure}` : ''}.`,
}

const id: typeof en = {
  title: 'Kumpulan ke depan',
  about: 'Apa yang habis, apa yang akan hangus, akun mana berikutnya, dan bagaimana pekerjaan selesai tepat waktu.',
  empty: 'Belum ada akun.',
  emptyHint: 'Catat akun yang Anda miliki; apa yang menantinya mengikuti cara pemakaiannya.',
  prospect: 'Yang akan datang',
  nothingAhead: 'Tidak ada yang mungkin habis sebelum reset, dan tidak ada yang hangus dalam sehari.',
  asked: (n: number) =>
    n === 0 ? 'Tidak ada akun yang dipakai belakangan ini.' : `Dari ${n} akun yang dipakai belakangan ini.`,
  probable: (percent: number) => `${percent} %`,
  between: (from: string, until: string) => `antara ${from} dan ${until}`,
  from: (from: string) => `mulai ${from}`,
  likely: (at: string) => `kemungkinan ${at}`,
  runsOut: (when: string, percent: number) => `Habis ${when} (${percent} %)`,
  leaves: (likely: string, low: string, high: string, percent: number) =>
    `Sekitar ${likely} tersisa saat reset (${low} sampai ${high}); habis sebelumnya ${percent} %`,
  lost: (likely: string, low: string, high: string, unit: string) =>
    `sekitar ${likely} ${unit} hangus (${low} sampai ${high})`,
  next: 'Akun mana berikutnya',
  strategy: 'Strategi',
  strategies: { 'most-credits': 'Kredit terbanyak', 'expiring-first': 'Hangus dahulu', balanced: 'Seimbang' },
  strategyAbout: {
    'most-credits':
      'Akun dengan kredit terbanyak; di antaranya yang paling jarang dipakai. Akun di bawah 50 dibiarkan.',
    'expiring-first': 'Yang hangus lebih dulu pada reset dipakai lebih dulu; yang awet terakhir.',
    balanced: 'Kredit terbuang paling sedikit: oleh reset, pengalihan, dan sesi yang tidak selesai.',
  },
  any: 'Yang mana pun',
  project: 'Proyek',
  work: 'Jenis pekerjaan',
  credits: (n: string) => `${n} kredit`,
  runnersUp: 'Lalu',
  whatIf: 'Yang dilakukan tiap strategi',
  takes: 'Memilih',
  left: 'Sisanya',
  lostThen: 'Hangus saat reset',
  planner: 'Selesai tepat waktu',
  plannerAbout: 'Akun mana kapan, dengan laju sesi Anda yang sudah selesai.',
  creditsOfWork: 'Kredit pekerjaan',
  by: 'Selesai sebelum',
  plan: 'Rencanakan',
  outcome: {
    possible: (credits: string) => `${credits} kredit selesai tepat waktu`,
    impossible: (credits: string) => `Hanya ${credits} kredit selesai sebelum itu`,
    unknown: (credits: string) => `Laju Anda belum diketahui; akun memuat ${credits} kredit sampai saat itu`,
  },
  done: (likely: string, sure: string | null) =>
    `Semuanya selesai ${likely}${sure ? `, empat dari lima kali sebelum ${sure}` : ''}.`,
}

export const words = { en, id }[language]
