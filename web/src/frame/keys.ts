/** Keys that work everywhere: `g` and a letter goes to a room, `i` imports, `/` filters the page or searches everything, `?` helps. */
import { goTo } from './address.ts'
import { floating } from './floating.svelte.ts'
import { ALERTS, IMPORT, ROOMS, SEARCH } from './rooms.ts'

const CHORD_MS = 1200

const isTyping = (target: EventTarget | null) =>
  target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))

export function hearKeys(): () => void {
  let goesAt = 0

  const hear = (event: KeyboardEvent) => {
    if (event.metaKey || event.ctrlKey || event.altKey || isTyping(event.target)) return
    if (document.querySelector('dialog[open]')) return
    const room =
      event.timeStamp - goesAt < CHORD_MS ? [...ROOMS, SEARCH, ALERTS].find(each => each.key === event.key) : undefined
    goesAt = event.key === 'g' ? event.timeStamp : 0
    if (room) goTo(room.path)
    else if (event.key === '?') floating.helping()
    else if (event.key === 'i') goTo(IMPORT.path)
    else if (event.key === '/') {
      const filter = document.querySelector<HTMLInputElement>('input[type=search]')
      if (filter) filter.focus()
      else goTo(SEARCH.path)
      event.preventDefault()
    }
  }

  addEventListener('keydown', hear)
  return () => removeEventListener('keydown', hear)
}
