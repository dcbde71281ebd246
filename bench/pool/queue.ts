/** What comes first in time; of the same moment, what was added first. */
export class Queue<T extends { readonly at: number }> {
  readonly #heap: { readonly item: T; readonly order: number }[] = []
  #added = 0

  add(item: T): void {
    const heap = this.#heap
    let at = heap.push({ item, order: this.#added++ }) - 1
    while (at > 0) {
      const parent = (at - 1) >> 1
      if (!this.#before(at, parent)) return
      this.#swap(at, parent)
      at = parent
    }
  }

  take(): T | undefined {
    const heap = this.#heap
    const first = heap[0]
    const last = heap.pop()
    if (!first || !last || heap.length === 0) return first?.item
    heap[0] = last
    for (let at = 0; ; ) {
      let least = at
      for (const child of [2 * at + 1, 2 * at + 2]) if (child < heap.length && this.#before(child, least)) least = child
      if (least === at) return first.item
      this.#swap(at, least)
      at = least
    }
  }

  #before(a: number, b: number): boolean {
    const [x, y] = [this.#heap[a], this.#heap[b]]
    if (!x || !y) return false
    return x.item.at === y.item.at ? x.order < y.order : x.item.at < y.item.at
  }

  #swap(a: number, b: number): void {
    const heap = this.#heap
    const [x, y] = [heap[a], heap[b]]
    if (x && y) [heap[a], heap[b]] = [y, x]
  }
}
