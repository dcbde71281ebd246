/**
 * The words by which constraints, decisions, problems and plans are recognised, in several languages. Each list is two
 * patterns: what is written in ASCII, and the rest. Ignoring case beyond ASCII makes a pattern three times as slow, so
 * the second is only asked about text that holds other letters.
 */

const OTHER_LETTERS = /[\u00c0-\u024f\u0370-\u1fff\u2e80-\ud7ff\uf900-\ufdff]/
/** Typographic apostrophes as the plain one. */
const straight = (s: string) => (s.includes('’') ? s.replaceAll('’', "'") : s)

const either =
  (plain: RegExp, other: RegExp) =>
  (s: string): boolean =>
    plain.test(straight(s)) || (OTHER_LETTERS.test(s) && other.test(s))

/** A person who rules something in or out, prefers, limits or dates it. */
const RULES =
  /\b(?:never|always|must(?:n't| not)?|don'?t (?!know|think|see|understand|worry)|do not|should(?:n't| not| never| always| only| stay| remain| be)|shall|only|except|unless|avoid|keep|prefer(?:s|red|ably)?|instead of|rather than|not (?:the|a|to|in|on|use)\b|no (?:need|more)|without|required?|needs? to (?:be|stay|have)|has to|have to|stays?|deadline|at (?:most|least)|maximum|minimum|limit(?:ed)?|fro[sz]en?|forbid(?:den)?|(?:not|is|are) allowed|leave\b.{1,60}\b(?:alone|as is|untouched)|stick (?:to|with)|from now on|make sure|ensure|by (?:mon|tues|wednes|thurs|fri|satur|sun)day|until|port \d|revert|skip)\b/i
const rulesElsewhere = either(
  /\b(?:jangan|harus|wajib|selalu|tidak boleh|tak boleh|hanya|kecuali|cukup|pakai|gunakan|hindari|tetap|sebelum|maksimal|minimal|penting|pastikan|dilarang|nunca|siempre|debe|solo|excepto|evita|jamais|toujours|doit|sauf|seulement|nie|immer|muss|nur|nicht|sempre|deve|apenas|exceto)\b/i,
  /\b(?:außer|não)\b|никогда|всегда|должен|только|кроме|нельзя|不要|不能|不得|禁止|必须|必須|务必|只能|只用|仅|除了|除非|始终|总是|从不|绝不|请勿|别|應該|应该|保持|優先|优先|截止|ないで|してください|必ず|のみ|以外|하지 ?마|반드시|항상|만 |제외|لا |يجب|دائما|دائمًا|أبدا|أبدًا|ممنوع|فقط|إلا|باستثناء|استخدم|تجنب|قبل/iu,
)
/** A question is a request, not a rule, unless it forbids something. */
const FORBIDS = /\b(?:never|don'?t|do not|must not|mustn't|only|without|except|jangan|tidak boleh)\b/i
export function isConstraint(text: string): boolean {
  const s = straight(text)
  return (RULES.test(s) && (!/\?\s*$/.test(s) || FORBIDS.test(s))) || rulesElsewhere(s)
}

export const isDecision = either(
  /\b(?:deci(?:ded|sion|ding)|chose|chosen|choos(?:e|ing)|opted|went with|going with|go with|settled on|picked|rejected|ruled out|discarded|instead of|rather than|over\b.*\bbecause|trade-?offs?|because|so that|since\b|the reason|rationale|agreed|by design|intentional(?:ly)?|approach|we keep|keeping|won't|will not|diputuskan|memilih|karena|alasannya|decidimos|porque|entschieden|weil|parce que)\b/i,
  /决定|选择|因为|拒绝|採用|采用|قررنا|لأن/,
)

export const isCause = either(
  /\b(?:root cause|caused by|cause (?:is|was|of)|(?:came|comes|stems?|stemmed|resulted) from|traced (?:it )?(?:back )?to|culprit|the (?:bug|issue|problem|culprit|reason) (?:is|was)|turns out|happens (?:because|when)|due to|fix(?:ed)? (?:by|it|the)|fixed|solved|resolved|the fix|regression|race|leak|mismatch|penyebab|disebabkan)\b/i,
  /原因|修复|سبب/,
)

const OPEN = either(
  /\b(?:still (?:open|fail\w*|broken|missing|need\w*|to do|pending|unresolved|not)|(?:is|are|remains?|left|stays?) (?:unresolved|unsolved)|not (?:yet|fixed|implemented|working) |(?:open|known|remaining) (?:issues?|questions?|problems?|points?|bugs?|gaps?)|remains? (?:open|unsolved|broken|failing|to be)|blocked (?:by|on|until)|blockers?\b|todo|fixme|failing|doesn'?t work|does not work|(?:can(?:'t|not)|could(?:n't| not)|unable to|failed to|did(?:n't| not)) (?:yet )?(?:reproduce|figure|solve|fix|find|explain|resolve|get)|unexplained|unclear why|no idea why|not sure why|needs? (?:investigation|follow-up)|times? out|have not (?:found|fixed|yet)|haven't (?:found|fixed|yet)|outstanding|flaky|belum|masih gagal|masalah)\b/i,
  /尚未|仍然|未解决|失败|فشل|مشكلة/,
)
/** A statement that opens with it needs no further words. */
const LEADS_OPEN =
  /^\W{0,4}(?:unresolved|unsolved|still open|open (?:issue|question|problem)|known issue|blocker|blocked|todo)\b/i
export const isOpen = (s: string) => OPEN(s) || LEADS_OPEN.test(s)

export const isDone = either(
  /\b(?:done|complete[d]?|implemented|added|created|updated|renamed|removed|replaced|refactored|moved|wrote|committed|pushed|merged|all (?:\w+ )?tests? pass\w*|tests? (?:now )?pass\w*|passes|works now|now (?:uses|returns|handles|has|calls|works|reads|writes)|selesai|sudah|berhasil|ditambahkan)\b/i,
  /完成|تم /,
)

export const isNext = either(
  /\b(?:next(?: step)?s?\b|remaining|to do|todo|follow-?up|then (?:i|we)|would you like|want me to|should i|shall i|berikutnya|selanjutnya)\b/i,
  /下一步|الخطوة/,
)

/** An assistant that announces what it is about to look at: true when said, worth little later. */
export const isFiller = either(
  /^(?:(?:ok(?:ay)?|good|great|perfect!?|excellent|now|alright|right|sure|yes|interesting|hmm|wait|actually|first|next|finally|also)[,.!:— -]+)*(?:let me|let's|let us|i'?ll|i will|i'm going to|i need to|now i(?:'ll| can| need| have| understand| see)|time to|looking at|checking|reading|running|saya akan|mari)\b/i,
  /^(?:让我|我来|سأقوم)/,
)

const GREETING =
  /^(?:ok(?:ay)?|good|great|perfect|excellent|thanks?|thank you|you'?re (?:right|welcome)|sure|done|yes|no|got it|no response requested)[.! ]*$/i
export const isGreeting = (s: string) => GREETING.test(straight(s))

/** Words that make a rejected way or a firm decision plain. */
export const isFirm = either(
  /\b(?:decision|decided|rejected|ruled out|chose|opted|went with|settled on|must stay|by design|agreed|root cause|caused by|turns out|turned out|(?:came|stems?|stemmed) from|traced (?:it )?(?:back )?to|the culprit|still open|(?:is|are|remains?|left|still) unresolved|could(?:n't| not) (?:solve|fix|reproduce|explain|resolve|figure)|diputuskan|ditolak)\b/i,
  /决定|拒绝|根本原因|قررنا/,
)

/** A statement that opens by saying how it is to be taken. */
export const isMarked = either(
  /^\W{0,4}(?:note that\b|(?:please )?remember (?:that|to)\b|beware\b|heads[ -]up\b|(?:note|important|caution|warning|caveat|gotcha|decision|(?:root )?cause|unresolved|still open|open|(?:open|known) (?:issue|question|problem)|blocker|blocked|todo|limitation|catatan|penting|keputusan)(?: \w+)?\s*[:!—–-] |(?:unresolved|still open|root cause)\b)/i,
  /^[^\p{L}\d]{0,4}(?:ملاحظة|قرار|注意|重要|决定|根本原因)\s*[:：]/u,
)

/** A line of a log, a listing or a stack trace that somebody pasted, rather than something they said. */
const PASTED =
  /^\s*(?:[\w./\\-]+:\d+|[-=]{3}|[✓✗✖×●|│└├>$%]|\d{4}-\d\d-\d\d|\d\d:\d\d|\[[\w:. -]+\]|at \S+ ?\(|File "|Traceback|(?:ok|FAIL|PASS|INFO|WARN|ERROR|DEBUG)\b[\s:]|@@|diff --git|[A-Z][\w-]+-[Bb]y: |\S+@\S+[:#$])/
export const isPasted = (s: string) => PASTED.test(s)
