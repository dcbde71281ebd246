import { expect, test } from 'vitest'
import { redact } from './index.ts'

test.each([
  ['sk-ant-api03-abcdefghijklmnopqrstuv', 'abcdefghijkl'],
  ['token ghp_0123456789abcdefghijABCDEFGHIJ456789', 'ghp_'],
  ['AKIAIOSFODNN7EXAMPLE', 'AKIA'],
  ['password=hunter2secret', 'hunter2'],
  ['"client_secret": "aB3dE5fG7hI9"', 'aB3dE5'],
  ['export DEPLOY_TOKEN=9f8e7d6c5b4a', '9f8e7d6c'],
  ['postgres://app:s3cr3tpw@db.local:5432/x', 's3cr3tpw'],
  ['Authorization: Bearer abc123def456ghi789', 'abc123def'],
  ['-----BEGIN RSA PRIVATE KEY-----\nMIIEpAIBAAKC\n-----END RSA PRIVATE KEY-----', 'MIIE'],
])('%s is redacted', (text, secret) => {
  const { text: clean, count } = redact(text)
  expect(clean).not.toContain(secret)
  expect(clean).toContain('[redacted]')
  expect(count).toBeGreaterThan(0)
})

test.each([
  'commit 3f2504e04f8911d39a0c0305e82c3301',
  'id 123e4567-e89b-12d3-a456-426614174000',
  'const password = readPassword(prompt)',
  'token: string',
  'the access token is refreshed every hour',
  'https://example.com/a:b@c',
  'authorName: opts.AuthorName, max_tokens=4096',
  'sessionToken := strings.TrimSpace(raw)',
])('%s survives', text => {
  expect(redact(text)).toEqual({ text, count: 0 })
})
