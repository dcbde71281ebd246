import { z } from 'zod'

export const role = z.enum(['viewer', 'member', 'admin', 'owner'])

/** Somebody, as a row names them. */
export const person = z.object({ id: z.string(), name: z.string() })

export const listedPerson = person.extend({
  role,
  email: z.string().nullable().optional().describe('For admins only'),
})
export type ListedPerson = z.output<typeof listedPerson>

export const peopleAnswer = z.object({
  data: z.array(listedPerson),
  me: z.string().describe('The id of who asks'),
})
