/** Which queries a fact makes old: the first words of their keys. */
const TOUCHED: Record<string, readonly string[]> = {
  project: ['projects', 'stats'],
  account: ['accounts', 'stats'],
  session: ['sessions', 'accounts', 'projects', 'stats', 'brief'],
  turn: ['conversation', 'sessions', 'brief'],
  turns: ['conversation', 'sessions', 'files', 'brief'],
  file: ['files', 'brief'],
  handoff: ['handoffs', 'sessions', 'accounts', 'snapshots'],
  knowledge: ['knowledge'],
  snapshot: ['snapshots'],
  alert: ['alerts', 'policies'],
  policy: ['policies', 'alerts'],
  webhook: ['webhooks'],
  settings: ['settings'],
  people: ['people', 'accounts', 'members', 'invitations', 'me'],
}

export function touchedBy(factKind: string): readonly string[] {
  return TOUCHED[factKind.split('.')[0] ?? ''] ?? []
}
