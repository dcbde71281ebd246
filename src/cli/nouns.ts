/** Finds what a person means by a number, a name or an e-mail address. */
import type { Account, Client, ListedPerson, Project, Session } from '../client/index.ts'
import { Failure } from './failure.ts'
import { nearest } from './nearest.ts'

/** The project of that number, else of that name. Of several of one name the newest. */
export async function findProject(client: Client, said: string): Promise<Project> {
  const projects = await client.listProjects()
  return pick('project', said, projects, ({ name }) => [name])
}

export async function findAccount(client: Client, said: string): Promise<Account> {
  const accounts = await client.listAccounts()
  return pick('account', said, accounts, ({ account_name, account_email }) => [account_name, account_email])
}

export async function findPerson(client: Client, said: string): Promise<ListedPerson> {
  const people = await client.listPeople()
  return pick('person', said, people, ({ id, name, email }) => [name, id, email ?? null])
}

/** `12` is a session's id, as `paas status` shows it; `Shop/3` the third session of that project. */
export async function findSession(client: Client, said: string): Promise<Session> {
  const inProject = /^(.+)\/(\d+)$/.exec(said)
  if (inProject) {
    const project = await findProject(client, inProject[1] as string)
    const sessions = await client.listSessions({ project_id: project.id })
    const found = sessions.find(({ session_number }) => session_number === Number(inProject[2]))
    if (found) return found
    throw new Failure(`${project.name} has no session ${inProject[2]}.`, { code: 'session-not-found' })
  }
  if (/^\d+$/.test(said)) return client.getSession(Number(said))
  throw new Failure(`"${said}" is no session.`, {
    code: 'usage',
    suggestion: 'Give its number as `paas status` shows it, or <project>/<number>.',
  })
}

/** As `POST /api/capture` takes it: what is there by its id, else a new one by its name. */
export async function projectOrName(client: Client, said: string): Promise<{ id: number } | { name: string }> {
  return findOrName(said, () => findProject(client, said))
}

export async function accountOrName(client: Client, said: string): Promise<{ id: number } | { name: string }> {
  return findOrName(said, () => findAccount(client, said))
}

async function findOrName(said: string, find: () => Promise<{ id: number }>) {
  try {
    return { id: (await find()).id }
  } catch (error) {
    if (!(error instanceof Failure) || /^\d+$/.test(said)) throw error
    return { name: said }
  }
}

function pick<T extends { readonly id: number | string }>(
  noun: string,
  said: string,
  all: readonly T[],
  namesOf: (one: T) => readonly (string | null)[],
): T {
  const wanted = said.trim().toLowerCase()
  const named = (match: (name: string) => boolean) =>
    all.find(one => namesOf(one).some(name => name !== null && match(name)))
  const found =
    (/^\d+$/.test(wanted) && all.find(({ id }) => id === Number(wanted))) ||
    named(name => name === said) ||
    named(name => name.toLowerCase() === wanted)
  if (found) return found
  const names = all.map(one => namesOf(one)[0] as string)
  const meant = nearest(said, names)
  const suggestion = meant
    ? `Did you mean "${meant}"?`
    : names.length
      ? `There is ${listSome(names)}.`
      : `There is no ${noun} yet.`
  throw new Failure(`There is no ${noun} "${said}".`, { code: `${noun}-not-found`, suggestion })
}

function listSome(names: readonly string[]): string {
  const shown = names.slice(0, 5).map(name => `"${name}"`)
  return names.length > shown.length ? `${shown.join(', ')} and ${names.length - shown.length} more` : shown.join(', ')
}
