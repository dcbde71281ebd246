/** The mail port: how the server writes to people. */

export interface Texts {
  readonly subject: string
  /** Plain text. */
  readonly text: string
}

export interface Mail extends Texts {
  readonly to: string
}

/** @throws where the mail could not be handed over. */
export type SendMail = (mail: Mail) => Promise<void>
