import { drawKey, type Key, type Keys } from '../../src/platform/keys.ts'

/** Keys in memory, in a test's hand. */
export function memoryKeys(held: Key[] = [drawKey()]): Keys & { held: Key[] } {
  const keys = {
    held,
    list: () => keys.held,
    ensure() {
      if (keys.held.length === 0) keys.held = [drawKey()]
    },
    renew() {
      keys.held = [drawKey(), ...keys.held]
    },
    dropOld() {
      const old = keys.held.length - 1
      keys.held = keys.held.slice(0, 1)
      return old
    },
  }
  return keys
}
