/** What floats above the page: one dialog at a time, opened from anywhere. */

/** As much of a session as handing it over needs. */
export interface HandedSession {
  id: number
  project_id: number
  account_id: number
  account_name: string
  project_name: string
}

let open = $state<'help' | null>(null)
let handover = $state.raw<HandedSession | null>(null)

export const floating = {
  get open() {
    return open
  },
  get handover() {
    return handover
  },
  helping() {
    open = 'help'
  },
  handingOver(session: HandedSession) {
    open = null
    handover = session
  },
  close() {
    open = null
    handover = null
  },
}
