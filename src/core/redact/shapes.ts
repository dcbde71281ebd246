/** Keys that are known by their shape: a vendor's mark, then characters that nobody would type by chance. */
import { VENDOR_SHAPES } from './rules.generated.ts'

export interface Shape {
  readonly kind: string
  /** A text without any of these holds none. */
  readonly begins: readonly string[]
  /** A regular expression without groups that capture. */
  readonly shape: string
}

/** What the kept rules do not have, or only at a key's full length: in a log it is often cut. */
const OWN_SHAPES: readonly Shape[] = [
  { kind: 'anthropic', begins: ['sk-ant-'], shape: '\\bsk-ant-[A-Za-z0-9_-]{16,}' },
  { kind: 'api-key', begins: ['sk-'], shape: '\\bsk-(?:[a-z]{2,8}-)?(?:[A-Za-z0-9_-]*\\d)[A-Za-z0-9_-]{16,}' },
  { kind: 'stripe', begins: ['k_live_', 'k_test_'], shape: '\\b[srp]k_(?:live|test)_[A-Za-z0-9]{10,}' },
  { kind: 'stripe', begins: ['whsec_'], shape: '\\bwhsec_[A-Za-z0-9+/=]{16,}' },
  { kind: 'github', begins: ['ghp_', 'gho_', 'ghu_', 'ghs_', 'ghr_'], shape: '\\bgh[pousr]_[A-Za-z0-9]{20,}' },
  { kind: 'github', begins: ['github_pat_'], shape: '\\bgithub_pat_[A-Za-z0-9_]{22,}' },
  {
    kind: 'gitlab',
    begins: ['glpat-', 'gldt-', 'glrt-', 'glptt-'],
    shape: '\\bgl(?:pat|dt|rt|ptt)-[A-Za-z0-9_-]{18,}',
  },
  {
    kind: 'aws',
    begins: ['AKIA', 'ASIA', 'AROA', 'AIDA', 'AGPA', 'AIPA', 'ANPA', 'ANVA'],
    shape: '\\b(?:AKIA|ASIA|AROA|AIDA|AGPA|AIPA|ANPA|ANVA)[A-Z0-9]{16}\\b',
  },
  { kind: 'google', begins: ['AIza'], shape: '\\bAIza[A-Za-z0-9_-]{30,}' },
  { kind: 'google', begins: ['ya29.'], shape: '\\bya29\\.[A-Za-z0-9_-]{20,}' },
  { kind: 'google', begins: ['GOCSPX-'], shape: '\\bGOCSPX-[A-Za-z0-9_-]{20,}' },
  { kind: 'slack', begins: ['xox', 'xapp-'], shape: '\\bx(?:ox[abeoprs]|app)-[A-Za-z0-9-]{10,}' },
  { kind: 'slack', begins: ['hooks.slack.com'], shape: 'hooks\\.slack\\.com/services/[A-Za-z0-9/]{16,}' },
  { kind: 'discord', begins: ['/api/webhooks/'], shape: '/api/webhooks/\\d{15,20}/[A-Za-z0-9_-]{40,}' },
  {
    kind: 'jwt',
    begins: ['eyJ'],
    shape: '\\beyJ[A-Za-z0-9_-]{8,}\\.eyJ[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]{6,}',
  },
  { kind: 'npm', begins: ['npm_'], shape: '\\bnpm_[A-Za-z0-9]{30,}' },
  { kind: 'pypi', begins: ['pypi-AgE'], shape: '\\bpypi-AgE[A-Za-z0-9_-]{40,}' },
  { kind: 'huggingface', begins: ['hf_'], shape: '\\bhf_[A-Za-z0-9]{30,}' },
  { kind: 'sendgrid', begins: ['SG.'], shape: '\\bSG\\.[A-Za-z0-9_-]{16,}\\.[A-Za-z0-9_-]{16,}' },
  { kind: 'digitalocean', begins: ['dop_v1_', 'doo_v1_', 'dor_v1_'], shape: '\\bdo[por]_v1_[a-f0-9]{32,}' },
  { kind: 'shopify', begins: ['shpat_', 'shpss_', 'shpca_'], shape: '\\bshp(?:at|ss|ca)_[a-f0-9]{24,}' },
  { kind: 'telegram', begins: [':AA'], shape: '\\b\\d{8,10}:AA[A-Za-z0-9_-]{32,34}\\b' },
  { kind: 'xai', begins: ['xai-'], shape: '\\bxai-[A-Za-z0-9]{40,}' },
  { kind: 'perplexity', begins: ['pplx-'], shape: '\\bpplx-[A-Za-z0-9]{32,}' },
  { kind: 'replicate', begins: ['r8_'], shape: '\\br8_[A-Za-z0-9]{30,}' },
  { kind: 'supabase', begins: ['sbp_', 'sb_secret_'], shape: '\\b(?:sbp_[a-f0-9]{32,}|sb_secret_[A-Za-z0-9_-]{20,})' },
  { kind: 'age', begins: ['AGE-SECRET-KEY-'], shape: '\\bAGE-SECRET-KEY-1[0-9A-Z]{40,}' },
]

const shapes = [...VENDOR_SHAPES, ...OWN_SHAPES]
const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')
const BEGINS = new RegExp([...new Set(shapes.flatMap(({ begins }) => begins))].map(escaped).join('|'))
const ANY = new RegExp(shapes.map(({ shape }) => `(?:${shape})`).join('|'), 'g')
const ONE = shapes.map(({ kind, shape }) => ({ kind, pattern: new RegExp(`^(?:${shape})`) }))

/** Replaces each key in a run of characters by what `hide` makes of it. */
export function hideShapes(run: string, hide: (kind: string) => string): string {
  return BEGINS.test(run) ? run.replace(ANY, key => hide(kindOf(key))) : run
}

const PRIVATE_KEY =
  /-----BEGIN[A-Z ]{0,30}PRIVATE KEY(?: BLOCK)?-----[\s\S]{0,20000}?(?:-----END[A-Z ]{0,30}PRIVATE KEY(?: BLOCK)?-----|$)/g

/** The same for whole blocks of key. */
export function hidePrivateKeys(text: string, hide: (kind: string) => string): string {
  return text.includes('-----BEGIN') ? text.replace(PRIVATE_KEY, () => hide('private-key')) : text
}

const kindOf = (key: string) => ONE.find(({ pattern }) => pattern.test(key))?.kind ?? 'api-key'
