/** Bodies of routes that a shape alone does not lead into: what is in them hangs together. */
const AT = '2026-11-23T09:00:00.000Z'

const MOVED = {
  data: {
    format_version: 1,
    exported_at: AT,
    project: { name: 'moved', description: null, status: 'active', place: null, created_at: AT, updated_at: AT },
    sessions: [1, 2].map(id => ({
      id,
      account_name: `moved ${id}`,
      session_number: id,
      session_type: 'development',
      credits_used: 3,
      duration_minutes: 5,
      objectives: 'Fix the basket',
      accomplishments: null,
      blockers: null,
      handoff_notes: null,
      checkpoint_data: '{"step":1}',
      status: id === 1 ? 'handed_off' : 'in_progress',
      started_at: AT,
      completed_at: id === 1 ? AT : null,
      turns: 1,
    })),
    files: [
      {
        file_path: 'src/basket.ts',
        file_type: 'ts',
        last_modified: AT,
        size_bytes: 12,
        git_status: 'modified',
        importance: 'high',
        notes: null,
        reads: 1,
        edits: 2,
      },
    ],
    knowledge: [
      {
        category: 'tip',
        title: 'Rounding',
        description: 'Cents, not euros',
        tags: '["money"]',
        usage_count: 1,
        success_rate: 1,
        source_session_id: 1,
        created_at: AT,
        updated_at: AT,
      },
    ],
    snapshots: [
      {
        session_id: 1,
        snapshot_type: 'handoff',
        compressed_context: '# Brief',
        context_summary: null,
        file_count: 1,
        code_lines: 2,
        git_commit_hash: null,
        created_at: AT,
      },
    ],
    conversation: [
      {
        session_id: 1,
        turn_number: 1,
        role: 'assistant',
        content: 'npm test',
        tokens_used: 3,
        timestamp: AT,
        source_key: 'a',
        detail:
          '{"kind":"tool_call","tool":{"name":"Bash","input":{"command":{"$said":[0,8]}}},"files":[{"path":"a.ts","touch":"edited"}],"command":{"line":"npm test","exitCode":1},"plan":[{"text":"x","state":"done"}],"failed":true}',
      },
    ],
    handoffs: [
      {
        session_id: 1,
        from_account_name: 'moved 1',
        to_account_name: 'moved 2',
        priority: 1,
        handoff_context: '# Brief',
        status: 'completed',
        created_at: AT,
        processed_at: AT,
        attempts: 1,
        next_session_id: 2,
        error: null,
      },
    ],
    usage: [
      {
        session_id: 1,
        response_key: 'r',
        model: 'm',
        input_tokens: 1,
        output_tokens: 2,
        cache_read_tokens: 3,
        cache_write_tokens: 4,
        at: AT,
      },
    ],
  },
}

export const BODIES: Readonly<Record<string, readonly unknown[]>> = {
  'POST /api/private/import-project': [MOVED],
  'POST /api/private/batch-update-accounts': [
    { ids: [1, 2], credits_available: 50 },
    { all: true, status: 'active', preset: 'claude' },
    { filter: { platform: 'claude', name: 'a' }, archived: false, notes: 'x' },
  ],
  'POST /api/webhooks': [
    { url: 'https://hooks.example.com/paas', event_types: ['alert.raised', 'session.handed_off'] },
  ],
  'PATCH /api/webhooks/{id}': [{ url: 'https://hooks.example.com/other', enabled: true }],
}
