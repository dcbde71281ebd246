/** A text that only `reveal` tells: whoever prints, logs or serialises it gets `[secret]`. */

const HIDDEN = '[secret]'
let read: (secret: Secret) => string

export class Secret {
  readonly #text: string

  static {
    read = secret => secret.#text
  }

  constructor(text: string) {
    this.#text = text
  }

  toString(): string {
    return HIDDEN
  }

  toJSON(): string {
    return HIDDEN
  }

  /** How Node's `util.inspect`, and with it `console.log`, asks. */
  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return HIDDEN
  }
}

/** Only where the text itself is needed: to seal it, to sign with it, to show it to who asked for it. */
export const reveal = (secret: Secret): string => read(secret)
