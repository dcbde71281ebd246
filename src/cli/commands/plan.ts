import { command, EXIT } from '../command.ts'
import { Failure } from '../failure.ts'
import { findProject } from '../nouns.ts'
import { planText } from '../plan-text.ts'
import { readBy } from '../read-by.ts'
import { withWorkspace } from '../with-workspace.ts'

export default command({
  options: {
    credits: { type: 'integer', about: 'How much work', min: 1, max: 1_000_000 },
    by: { type: 'text', value: 'TIME', about: 'When it has to be done: 17:00, 3h, 2d, 2026-12-01' },
    project: { type: 'text', about: 'Whose sessions tell the pace, by its number or name' },
    specialization: { type: 'text', about: 'Only accounts of this skill, or of none' },
  },
  examples: [
    ['paas plan --credits 300 --by 17:00', 'Which account when, so that it is done by then'],
    ['paas plan --credits 800 --by 2d --project Shop', 'At the pace of that project'],
  ],
  notes: [
    'The steps are at a pace that is kept four times of five, worked without a pause. Exit code 3 where it is not possible: then',
    'what is possible is told; 2 where too few sessions are known to tell the pace.',
  ],
  async run({ values, out, env }) {
    const { credits, by: said, project: noun, specialization } = values
    if (credits === undefined || said === undefined)
      throw new Failure('Say how much, and by when.', {
        code: 'usage',
        suggestion: 'paas plan --credits 300 --by 17:00',
      })
    const by = readBy(said, new Date())
    return withWorkspace(env, async client => {
      const project_id = noun === undefined ? undefined : (await findProject(client, noun)).id
      const plan = await client.planWork({ credits, by, project_id, specialization })
      out.answer({ wish: { credits, by }, ...plan }, planText(plan, { credits, by }, out.style))
      return { possible: EXIT.done, impossible: EXIT.blocked, unknown: EXIT.nothing }[plan.kind]
    })
  },
})
