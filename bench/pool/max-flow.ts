/** The greatest flow through a network, by Dinic's algorithm. */

interface Edge {
  readonly to: number
  left: number
  /** Its place among the edges of `to`: what flows can be sent back. */
  readonly back: number
}

/** Below it a remainder is the noise of floating numbers. */
const TINY = 1e-7

export class Network {
  readonly #edges: Edge[][] = []

  node(): number {
    return this.#edges.push([]) - 1
  }

  edge(from: number, to: number, capacity: number): void {
    const [out, back] = [this.#edges[from] as Edge[], this.#edges[to] as Edge[]]
    out.push({ to, left: capacity, back: back.length })
    back.push({ to: from, left: 0, back: out.length - 1 })
  }

  maxFlow(source: number, sink: number): number {
    let flow = 0
    for (;;) {
      const level = this.#levels(source)
      if (level[sink] === -1) return flow
      const next = new Int32Array(this.#edges.length)
      for (;;) {
        const sent = this.#send(source, sink, Number.POSITIVE_INFINITY, level, next)
        if (sent <= TINY) break
        flow += sent
      }
    }
  }

  #levels(source: number): Int32Array {
    const level = new Int32Array(this.#edges.length).fill(-1)
    level[source] = 0
    const queue = [source]
    for (let i = 0; i < queue.length; i++) {
      const node = queue[i] as number
      for (const { to, left } of this.#edges[node] as Edge[]) {
        if (left <= TINY || level[to] !== -1) continue
        level[to] = (level[node] as number) + 1
        queue.push(to)
      }
    }
    return level
  }

  #send(node: number, sink: number, most: number, level: Int32Array, next: Int32Array): number {
    if (node === sink) return most
    const edges = this.#edges[node] as Edge[]
    for (; (next[node] as number) < edges.length; (next[node] as number)++) {
      const edge = edges[next[node] as number] as Edge
      if (edge.left <= TINY || level[edge.to] !== (level[node] as number) + 1) continue
      const sent = this.#send(edge.to, sink, Math.min(most, edge.left), level, next)
      if (sent <= TINY) continue
      edge.left -= sent
      const back = (this.#edges[edge.to] as Edge[])[edge.back] as Edge
      back.left += sent
      return sent
    }
    return 0
  }
}
