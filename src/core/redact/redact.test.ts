import { expect, test } from 'vitest'
import { addKinds, redact } from './index.ts'

/** Characters as a generator would draw them, the same at every run. */
function drawn(count: number, from = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'): string {
  let x = 12345
  let out = ''
  while (out.length < count) {
    x = (x * 1103515245 + 12345) % 2147483648
    out += from[(x >> 12) % from.length]
  }
  return out
}
const hex = (count: number) => drawn(count, '0123456789abcdef')
const letters = (count: number) => drawn(count, 'abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ')
const capitals = (count: number) => drawn(count, 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789')

/** Put together here, so that no scanner takes this file for a leak. */
const PLANTED: [kind: string, before: string, secret: string, after?: string][] = [
  ['anthropic', '', `sk-ant-${`api03-${drawn(93)}AA`}`],
  ['anthropic', 'key ', `sk-ant-${drawn(24)}`],
  ['openai', '', `sk-proj-${drawn(74)}T3BlbkFJ${drawn(74)}`],
  ['api-key', '', `sk-${drawn(48)}`],
  ['api-key', '', `sk-or-v1-${hex(40)}`],
  ['github', 'token ', `ghp_${drawn(36)}`],
  ['github', '', `gho_${drawn(36)}`],
  ['github', '', `github_pat_${drawn(82)}`],
  ['gitlab', '', `glpat-${drawn(20)}`],
  ['aws', '', `AKIA${capitals(16)}`],
  ['aws', '', `ASIA${capitals(16)}`],
  ['google', '', `AIza${drawn(35)}`],
  ['google', '', `ya29.${drawn(60)}`],
  ['google', '', `GOCSPX-${drawn(28)}`],
  ['slack', '', `xoxb-${drawn(12, '0123456789')}-${drawn(24)}`],
  ['slack', 'https://', `hooks.slack.com/services/T${capitals(8)}/B${capitals(8)}/${drawn(24)}`],
  ['discord', 'https://discord.example', `/api/webhooks/${drawn(18, '123456789')}/${drawn(60)}`],
  ['stripe', '', `sk_live_${drawn(24)}`],
  ['stripe', '', `rk_test_${drawn(24)}`],
  ['stripe', '', `whsec_${drawn(32)}`],
  ['npm', '', `npm_${drawn(36)}`],
  ['pypi', '', `pypi-AgE${drawn(60)}`],
  ['huggingface', '', `hf_${letters(34)}`],
  ['sendgrid', '', `SG.${drawn(22)}.${drawn(43)}`],
  ['digitalocean', '', `dop_v1_${hex(64)}`],
  ['shopify', '', `shpat_${hex(32)}`],
  ['telegram', 'bot ', `123456789:AA${drawn(33)}`],
  ['xai', '', `xai-${drawn(80)}`],
  ['perplexity', '', `pplx-${drawn(48)}`],
  ['replicate', '', `r8_${drawn(37)}`],
  ['supabase', '', `sbp_${hex(40)}`],
  ['groq', '', `gsk_${drawn(52)}`],
  ['linear', '', `lin_api_${drawn(40)}`],
  ['notion', '', `ntn_${drawn(11, '0123456789')}${drawn(35)}`],
  ['databricks', '', `dapi${hex(32)}`],
  ['docker', '', `dckr_pat_${drawn(27)}`],
  ['figma', '', `figd_${drawn(43)}`],
  ['hashicorp-vault', '', `hvs.${drawn(95)}`],
  ['tailscale', '', `tskey-auth-${drawn(17)}-${drawn(32)}`],
  ['jwt', '', `eyJ${drawn(30)}.eyJ${drawn(60)}.${drawn(43)}`],
  ['age', '', `AGE-SECRET-KEY-1${capitals(58)}`],
  ['connection-string', 'postgres://app:', `s3cr${'3tpw'}`, '@db.local:5432/shop'],
  ['connection-string', 'redis://:', `hunter${'2pass'}`, '@cache'],
  ['connection-string', 'https://ayu:', `ghost${'81'}`, '@git.example/shop'],
  ['authorization', 'Authorization: Bearer ', `abc123${'def456ghi789'}`],
  ['authorization', 'authorization: basic ', `YXl1Omh1${'bnRlcjI9'}`],
  ['assignment', 'password=', `hunter2${'secret'}`],
  ['assignment', 'export DEPLOY_TOKEN=', `9f8e7d${'6c5b4a'}`],
  ['assignment', 'mysql --password ', `hunter2${'secret'}`],
  ['assignment', 'client_secret: ', `aB3dE5${'fG7hI9'}`],
  ['assignment', 'API_KEY := ', `zK9${'x-1234-lq'}`],
  ['high-entropy', 'the value is ', `${drawn(40)}`],
  ['high-entropy', 'x-session=', `${drawn(44)}`],
]

/** Ways in which a secret stands in a transcript. */
const AROUND: [name: string, wrap: (text: string) => string][] = [
  ['prose', text => `I set it up with ${text} and it works.`],
  ['a quoted value', text => `curl -H '${text}'`],
  ['JSON', text => JSON.stringify({ note: text })],
  ['JSON in JSON', text => JSON.stringify({ args: JSON.stringify({ note: text }) })],
  ['an environment file', text => `A=1\n${text}\nB=2\n`],
  ['a numbered file', text => `    12→${text}\n    13→`],
]

test.each(PLANTED)('a planted %s after "%s" never leaves, wherever it stands', (kind, before, secret, after = '') => {
  for (const [name, wrap] of AROUND) {
    const { text, kinds } = redact(wrap(before + secret + after))
    expect(text, name).not.toContain(secret)
    expect(text, name).toContain(`[redacted: ${kind}]`)
    expect(kinds, name).toEqual({ [kind]: 1 })
  }
})

test('a private key goes as a whole block, also where it was cut', () => {
  const head = `-----BEGIN ${'RSA PRIVATE'} KEY-----`
  const key = `${head}\n${drawn(64)}\n${drawn(64)}\n-----END ${'RSA PRIVATE'} KEY-----`
  expect(redact(`before\n${key}\nafter`)).toEqual({
    text: 'before\n[redacted: private-key]\nafter',
    kinds: { 'private-key': 1 },
  })
  expect(redact(`${head}\n${drawn(64)}`).text).toBe('[redacted: private-key]')
})

test.each([
  `commit ${hex(40)}`,
  `id 123e4567-e89b-12d3-a456-426614174000`,
  `sha256:${hex(64)}`,
  `"integrity": "sha512-${drawn(86)}=="`,
  `github.com/ayu/shop v1.2.3 h1:${drawn(43)}=`,
  `toolu_01${drawn(30)} and call_${drawn(30)} and msg_01${drawn(30)}`,
  'const password = readPassword(prompt)',
  'token: string',
  'tokens=4096, "token_count": 1234, per-token streaming',
  'the access token is refreshed every hour',
  'https://example.com/a:b@c and git@github.com:ayu/shop.git',
  'postgres://user:password@localhost:5432/shop and redis://:$REDIS_PASSWORD@cache',
  'authorName: opts.AuthorName, max_tokens=4096',
  'sessionToken := strings.TrimSpace(raw)',
  '"@zag-js/password-input": "1.33.1"',
  'extractModifiedFilesFromLiveTranscript and TestPostCommit_ShadowBranch_PreservedWhenUncondensed2',
  'src/importers/claude-code/tool-result.ts:12 node_modules/.pnpm/vite@8.3.8_@types+node@26.6.6/node_modules/vite',
  'com.example.shop.checkout.PaymentGatewayConfiguration2Test',
  'claude-sonnet-4-5-20250929 gpt-4o-2024-08-06 gemini-2.5-flash-preview-09-2025',
  'export API_KEY=<your-key-here> and password: ******** and secret: $SECRET',
  'Jangan pernah mengubah src/lama/pajak.py, itu dibekukan sampai April.',
  '请不要修改数据库结构，只能使用端口 8443。',
  'يجب أن يبقى الحد 50 طلبا',
])('%s survives', text => {
  expect(redact(text)).toEqual({ text, kinds: {} })
})

test('e-mail addresses go only where a person wants it', () => {
  const text = 'Ask ayu.lestari+shop@mail.example.co.id, not git@github.com:ayu/shop.git'
  expect(redact(text).text).toBe(text)
  expect(redact(text, { emails: true })).toEqual({
    text: 'Ask [redacted: e-mail], not [redacted: e-mail]:ayu/shop.git',
    kinds: { 'e-mail': 2 },
  })
})

test('what was taken out is counted by kind', () => {
  const { kinds } = redact(`a ghp_${drawn(36)} b ghp_${drawn(37).slice(1)} password=hunter2${'x'}`)
  expect(kinds).toEqual({ github: 2, assignment: 1 })
  expect(addKinds(kinds, { github: 1, jwt: 1 })).toEqual({ github: 3, assignment: 1, jwt: 1 })
})

test('text that was redacted once stays as it is', () => {
  for (const [, before, secret, after = ''] of PLANTED) {
    const { text } = redact(`x ${before}${secret}${after} y`)
    expect(redact(text)).toEqual({ text, kinds: {} })
  }
})
