/**
 * Where the visit stands and how to go elsewhere. Pages ask here and not the router, because the router knows the pages:
 * asking it would be a circle.
 */
interface Router {
  readonly pathname: string
  readonly params: Record<string, string | undefined>
  readonly search: Record<string, string | number | boolean>
  readonly hash: string
}

let router: Router = { pathname: '/', params: {}, search: {}, hash: '' }
let go: (path: string) => void = () => {}

export function bindAddress(to: Router, goTo: (path: string) => void): void {
  router = to
  go = goTo
}

/** Reactive, like the router's own. */
export const address = {
  get pathname() {
    return router.pathname
  },
  /** The `:id` of the page. */
  get id() {
    return Number(router.params['id'])
  },
  get search() {
    return router.search
  },
  get hash() {
    return router.hash
  },
}

export const goTo = (path: string) => go(path)
