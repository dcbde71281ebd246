import type { Client, Member } from '../../client/index.ts'
import { command, EXIT } from '../command.ts'
import { Failure } from '../failure.ts'
import { tableText } from '../table.ts'
import { withWorkspace } from '../with-workspace.ts'

/** Where nobody looks: a pipe. */
const WIDTH = 120
const ROLES = ['viewer', 'member', 'admin', 'owner'] as const

export default command({
  options: {
    role: { type: 'text', choices: ROLES, about: 'Make --person that' },
    remove: { type: 'flag', about: 'Remove --person: what they had open closes at once' },
    person: { type: 'text', value: 'EMAIL', about: 'Whom: the e-mail address, or the name where one has it' },
  },
  examples: [
    ['paas people', 'Who shares this workspace, and who is invited'],
    ['paas people --person ana@example.org --role admin', 'She may manage it too'],
    ['paas people --person ana@example.org --remove', 'She leaves it'],
  ],
  notes: ['Run it on the machine of the server; others use the page People.'],
  async run({ values, out, env }) {
    const { role, remove, person } = values
    if ((role !== undefined || remove) && person === undefined)
      throw new Failure('Say whom: --person.', { code: 'usage' })
    return withWorkspace(env, async client => {
      if (person !== undefined) {
        const member = await findMember(client, person)
        if (remove) await client.removeMember(member.id)
        else if (role !== undefined) await client.changeRole(member.id, role)
        const done = remove ? 'belongs to this workspace no more' : `is ${role ?? member.role} now`
        out.answer({ member: member.id }, `${member.name} ${done}.`)
        return EXIT.done
      }
      const [members, invitations] = await Promise.all([client.listMembers(), client.listInvitations()])
      const open = invitations.filter(({ state }) => state === 'open')
      const rows = [
        ...members.map(({ name, email, role: as, joined_at }) => [name, email ?? '', as, joined_at.slice(0, 10)]),
        ...open.map(({ id, email, role: as }) => [`invitation ${id}`, email ?? 'whoever has the link', as, 'open']),
      ]
      const columns = [{ head: 'Who', least: 8 }, { head: 'E-mail' }, { head: 'Role' }, { head: 'Since' }]
      const width = process.stdout.columns ?? WIDTH
      const nobody = 'Only you, at this machine. To share: PAAS_URL=https://… paas start, then `paas invite`.'
      out.answer(
        { members, invitations: open },
        rows.length > 0 ? tableText(columns, rows, { width, style: out.style }) : nobody,
      )
      return rows.length > 0 ? EXIT.done : EXIT.nothing
    })
  },
})

async function findMember(client: Client, said: string): Promise<Member> {
  const members = await client.listMembers()
  const wanted = said.trim().toLowerCase()
  const found = members.filter(({ name, email }) => email === wanted || name.toLowerCase() === wanted)
  const [only] = found
  if (only && found.length === 1) return only
  throw new Failure(found.length > 1 ? `Several are called ${said}.` : `There is no member "${said}".`, {
    code: 'member-not-found',
    exit: EXIT.nothing,
    suggestion: '`paas people` lists them; the e-mail address is clear.',
  })
}
