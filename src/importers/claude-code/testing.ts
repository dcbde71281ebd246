/** For tests: lines as Claude Code writes them, by hand and small. */

let serial = 0
const envelope = (extra: object) => {
  serial += 1
  return {
    parentUuid: null,
    isSidechain: false,
    userType: 'external',
    cwd: '/home/ana/shop',
    sessionId: 's-1',
    version: '2.1.45',
    gitBranch: 'main',
    uuid: `u-${serial}`,
    timestamp: '2026-02-18T21:04:17.000Z',
    ...extra,
  }
}

export const userLine = (content: unknown, extra: object = {}) =>
  envelope({ type: 'user', message: { role: 'user', content }, ...extra })

export const assistantLine = (content: unknown, extra: { message?: object; line?: object } = {}) =>
  envelope({
    type: 'assistant',
    requestId: 'req-1',
    message: { id: 'msg-1', model: 'claude-opus-4-6', role: 'assistant', content, ...extra.message },
    ...extra.line,
  })

export const callLine = (id: string, name: string, input: object) =>
  assistantLine([{ type: 'tool_use', id, name, input }])

export const resultLine = (id: string, content: unknown, extra: { block?: object; details?: unknown } = {}) =>
  userLine([{ type: 'tool_result', tool_use_id: id, content, ...extra.block }], {
    ...(extra.details === undefined ? {} : { toolUseResult: extra.details }),
  })

export const queueLine = (operation: string, content?: string) => {
  serial += 1
  return {
    type: 'queue-operation',
    operation,
    timestamp: `2026-02-18T21:08:${String(serial % 60).padStart(2, '0')}.000Z`,
    sessionId: 's-1',
    ...(content === undefined ? {} : { content }),
  }
}
