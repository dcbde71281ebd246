/** The guided first visit: at which of its four steps the visitor is; 0 where none runs. Kept between pages. */
const KEY = 'paas.tour'
export const STEPS = ['project', 'session', 'handover', 'paste'] as const
export type TourStep = (typeof STEPS)[number]

let step = $state(Number(localStorage.getItem(KEY) ?? 0))

function go(to: number): void {
  step = to > STEPS.length ? 0 : to
  localStorage.setItem(KEY, String(step))
}

export const tour = {
  get step() {
    return step
  },
  start: () => go(1),
  end: () => go(0),
  to: go,
  /** Something a step asks for was done: the next one follows. */
  did(what: TourStep) {
    if (step > 0 && STEPS.indexOf(what) + 1 === step && what !== 'paste') go(step + 1)
  },
}
