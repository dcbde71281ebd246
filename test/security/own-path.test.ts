import { afterEach, expect, test, vi } from 'vitest'
import { ownPath } from '../../web/src/auth/own-path.ts'

afterEach(() => vi.unstubAllGlobals())

test.each([
  ['/accounts/7?q=1#t3', '/accounts/7?q=1#t3'],
  [null, '/'],
  ['https://evil.example/x', '/'],
  ['//evil.example', '/'],
  ['/.//evil.example', '/'],
  ['/..//evil.example', '/'],
  ['/x/..//evil.example', '/'],
  ['\\\\evil.example', '/'],
  ['/\\evil.example', '/'],
  ['/\t/evil.example', '/'],
  ['javascript:alert(1)', '/'],
  ['data:text/html,x', '/'],
  ['/api/auth/sign-out', '/'],
])('after signing in, %s leads to %s', (wanted, path) => {
  vi.stubGlobal('location', { origin: 'https://paas.example.org' })
  expect(ownPath(wanted)).toBe(path)
})
