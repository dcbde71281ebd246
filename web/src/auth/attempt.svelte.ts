/** One thing tried at a time: whether it is under way, and what refused it. */
export interface Attempt {
  readonly busy: boolean
  readonly refused: unknown
  /** @returns whether it went through. */
  run(work: () => Promise<unknown>): Promise<boolean>
}

export function createAttempt(): Attempt {
  let busy = $state(false)
  let refused = $state.raw<unknown>(null)
  return {
    get busy() {
      return busy
    },
    get refused() {
      return refused
    },
    async run(work) {
      busy = true
      refused = null
      try {
        await work()
        return true
      } catch (error) {
        refused = error
        return false
      } finally {
        busy = false
      }
    },
  }
}
