/** A conversation's turns, page by page: thousands stay quick, a jump loads as far as it must, growth only what is new. */
import { getPage } from '../../api/http.ts'
import type { Turn } from '../../api/types.ts'
import { arrangeTurns, type Shown } from './arrange-turns.ts'

const PAGE = 200
const PAGE_OF_JUMP = 1000
/** The last turns may have been written on. */
const AGAIN = 10

interface LoadedPage {
  readonly turns: readonly Turn[]
  /** Arranged once: what has not changed is not shown anew. */
  readonly shown: readonly Shown[]
}

const loaded = (turns: readonly Turn[]): LoadedPage => ({ turns, shown: arrangeTurns(turns) })

export class TurnFeed {
  readonly sessionId: number
  pages = $state.raw<readonly LoadedPage[]>([])
  count = $derived(this.pages.reduce((sum, page) => sum + page.turns.length, 0))
  shown = $derived(this.pages.flatMap(page => page.shown))
  error = $state.raw<unknown>()
  loading = $state(false)
  hasMore = $state(true)
  #next: string | undefined
  #grown = false

  constructor(sessionId: number) {
    this.sessionId = sessionId
  }

  async #load(wish: { limit: number; cursor?: string | undefined; after_turn?: number }): Promise<LoadedPage> {
    const page = await getPage<Turn>('/conversation', { session_id: this.sessionId, ...wish })
    this.#next = page.next_cursor
    this.hasMore = page.next_cursor !== undefined
    return loaded(page.data)
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
      if (this.hasMore) this.pages = [...this.pages, await this.#load({ cursor: this.#next, limit: PAGE })]
    })
  }

  get #last(): number {
    return this.pages.at(-1)?.turns.at(-1)?.turn_number ?? 0
  }

  /** Loads until turn `number` is there; false where the conversation has none. */
  async until(number: number): Promise<boolean> {
    await this.#guarded(async () => {
      while (this.#last < number && this.hasMore)
        this.pages = [...this.pages, await this.#load({ cursor: this.#next, limit: PAGE_OF_JUMP })]
    })
    return this.pages.some(page => page.turns.some(turn => turn.turn_number === number))
  }

  /** The session has grown: its last turns again, and what follows them. Asked while it loads, it looks once more. */
  async catchUp(): Promise<void> {
    this.#grown = true
    if (this.loading) return
    while (this.#grown && !this.error) {
      this.#grown = false
      await this.#guarded(async () => {
        if (this.hasMore || this.pages.length === 0) return
        const from = Math.max(0, this.#last - AGAIN)
        const end = await this.#load({ after_turn: from, limit: PAGE })
        this.pages = [...this.pages.flatMap(page => upTo(page, from)), end]
      })
    }
  }
}

/** The page without what follows turn `number`; nothing where that is all of it. */
function upTo(page: LoadedPage, number: number): LoadedPage[] {
  if ((page.turns.at(-1)?.turn_number ?? 0) <= number) return [page]
  const turns = page.turns.filter(turn => turn.turn_number <= number)
  return turns.length > 0 ? [loaded(turns)] : []
}
