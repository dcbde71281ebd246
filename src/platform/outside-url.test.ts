import { describe, expect, test } from 'vitest'
import { refuseUrl } from './outside-url.ts'

describe('an address for messages', () => {
  test.each([
    'https://example.com/hooks',
    'https://example.com:8443/a?b=c',
    'https://[2606:4700::1111]/',
    'https://8.8.8.8/',
  ])('%s is taken everywhere', url => {
    expect([refuseUrl(url, 'internet'), refuseUrl(url, 'machine')]).toEqual([null, null])
  })

  test.each(['http://127.0.0.1:4000/', 'http://localhost:4000/', 'http://[::1]:4000/', 'https://a.localhost/'])(
    '%s is taken only on a machine of one’s own',
    url => {
      expect(refuseUrl(url, 'machine')).toBeNull()
      expect(refuseUrl(url, 'internet')).not.toBeNull()
    },
  )

  test.each([
    'http://example.com/',
    'ftp://example.com/',
    'file:///etc/passwd',
    'https://user:word@example.com/',
    'not an address',
    'https://10.0.0.8/',
    'https://172.31.255.255/',
    'https://192.168.1.1/',
    'https://169.254.169.254/latest/meta-data',
    'https://100.100.100.200/',
    'https://0.0.0.0/',
    'https://0/',
    'https://0xa9fea9fe/',
    'https://[::ffff:10.0.0.8]/',
    'https://[64:ff9b::a00:8]/',
    'https://[2002:a00:8::]/',
    'https://[fd00::1]/',
    'https://[fe80::1]/',
    'https://[::]/',
    'https://metadata.google.internal/',
    'https://printer.local/',
    'https://printer/',
    'https://printer./',
  ])('%s is refused everywhere', url => {
    expect(refuseUrl(url, 'machine')).not.toBeNull()
    expect(refuseUrl(url, 'internet')).not.toBeNull()
  })

  test.each(['http://0x7f.1/', 'http://2130706433/', 'http://[::ffff:127.0.0.1]/', 'http://localhost./'])(
    '%s is the machine itself, however it is written',
    url => {
      expect(refuseUrl(url, 'internet')).not.toBeNull()
    },
  )

  test.each(['https://11.0.0.1/', 'https://172.32.0.1/', 'https://192.169.0.1/', 'https://100.128.0.1/'])(
    '%s, next to a private block, is public',
    url => {
      expect(refuseUrl(url, 'internet')).toBeNull()
    },
  )
})
