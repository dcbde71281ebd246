/** A conversation's turns, page by page: thousands stay quick, a jump loads as far as it must, growth only its end. */
import { getPage } from '../../api/http.ts'
import type { Turn } from '../../api/types.ts'

const PAGE = 200
const PAGE_OF_JUMP = 1000

interface LoadedPage {
  /** What it was asked with, so that the last one can be asked again when the session grows. */
  cursor: string | undefined
  limit: number
  turns: Turn[]
}

export class TurnFeed {
  readonly sessionId: number
  pages = $state.raw<LoadedPage[]>([])
  turns = $derived(this.pages.flatMap(page => page.turns))
  error = $state.raw<unknown>()
  loading = $state(false)
  hasMore = $state(true)
  #next: string | undefined
  #grown = false

  constructor(sessionId: number) {
    this.sessionId = sessionId
  }

  async #load(cursor: string | undefined, limit: number): Promise<LoadedPage> {
    const page = await getPage<Turn>('/conversation', { session_id: this.sessionId, limit, cursor })
    this.#next = page.next_cursor
    this.hasMore = page.next_cursor !== undefined
    return { cursor, limit, turns: page.data }
  }

  async #guarded(work: () => Promise<void>): Promise<void> {
    if (this.loading) return
    this.loading = true
    this.error = undefined
    try {
      await work()
    } catch (error) {
      this.error = error
    }
    this.loading = false
  }

  more(): Promise<void> {
    return this.#guarded(async () => {
      if (this.hasMore) this.pages = [...this.pages, await this.#load(this.#next, PAGE)]
    })
  }

  /** Loads until turn `number` is there; false where the conversation has none. */
  async until(number: number): Promise<boolean> {
    const has = () => (this.turns.at(-1)?.turn_number ?? 0) >= number
    await this.#guarded(async () => {
      while (!has() && this.hasMore) this.pages = [...this.pages, await this.#load(this.#next, PAGE_OF_JUMP)]
    })
    return this.turns.some(turn => turn.turn_number === number)
  }

  /** The session has grown: the last page again, and what follows it. Asked while it loads, it looks once more. */
  async catchUp(): Promise<void> {
    this.#grown = true
    if (this.loading) return
    while (this.#grown && !this.error) {
      this.#grown = false
      await this.#guarded(async () => {
        const last = this.pages.at(-1)
        if (this.hasMore || !last) return
        this.pages = [...this.pages.slice(0, -1), await this.#load(last.cursor, last.limit)]
      })
    }
  }
}
