import { describe, expect, test } from 'vitest'
import { refuseResolved, refuseUrl } from './outside-url.ts'

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

describe('a private network that the operator opened', () => {
  test.each([
    'http://10.0.0.8:9000/',
    'https://192.168.1.1/',
    'http://[fd00::1]/',
    'http://nas.local/',
    'http://printer/',
  ])('%s is taken, by http too', url => {
    expect([refuseUrl(url, 'network'), refuseUrl(url, 'machine-and-network')]).toEqual([null, null])
    expect(refuseUrl(url, 'machine')).not.toBeNull()
  })

  test.each([
    'http://169.254.169.254/',
    'http://[fd00:ec2::254]/',
    'http://[fd20:ce::254]/',
    'http://100.100.100.200/',
    'http://192.0.0.192/',
    'http://168.63.129.16/',
    'http://0.0.0.0/',
    'http://[::]/',
    'http://[fe80::1]/',
    'http://[ff02::1]/',
    'http://224.0.0.1/',
    'http://example.com/',
    'http://8.8.8.8/',
  ])('%s is refused all the same', url => {
    expect(refuseUrl(url, 'machine-and-network')).not.toBeNull()
  })

  test('holds this machine only where the server is its own', () => {
    expect(refuseUrl('http://127.0.0.1/', 'network')).not.toBeNull()
    expect(refuseUrl('http://127.0.0.1/', 'machine-and-network')).toBeNull()
  })

  test('is where a name may lead, and a local name may lead nowhere else', () => {
    expect(refuseResolved('hooks.example.com', ['10.0.0.8', '8.8.8.8'], 'network')).toBeNull()
    expect(refuseResolved('nas.local', ['10.0.0.8', 'fd00::8'], 'network')).toBeNull()
    expect(refuseResolved('nas.local', ['10.0.0.8', '8.8.8.8'], 'network')).toContain('8.8.8.8')
    expect(refuseResolved('nas.local', ['10.0.0.8', '127.0.0.1'], 'machine-and-network')).toContain('127.0.0.1')
    expect(refuseResolved('hooks.example.com', ['10.0.0.8'], 'machine')).toContain('10.0.0.8')
  })
})
