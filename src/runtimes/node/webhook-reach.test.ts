import { expect, test } from 'vitest'
import { webhookReach } from './webhook-reach.ts'

test('private networks are opened by the operator’s word only, and this machine to nobody but the person at it', () => {
  expect(webhookReach({}, true)).toBe('machine')
  expect(webhookReach({ PAAS_WEBHOOK_PRIVATE: '1' }, true)).toBe('machine-and-network')
  expect(webhookReach({}, false)).toBe('internet')
  expect(webhookReach({ PAAS_WEBHOOK_PRIVATE: '1' }, false)).toBe('network')
  expect(webhookReach({ PAAS_WEBHOOK_PRIVATE: '0' }, false)).toBe('internet')
})
