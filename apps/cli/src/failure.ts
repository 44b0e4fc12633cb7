import type { MessageKey, MessageValues } from './messages/catalogue.ts'

/** Something the user can mend. The text is looked up when it is shown, in the user's language. */
export class Failure extends Error {
  override readonly name = 'Failure'
  readonly key: MessageKey
  readonly values: MessageValues
  readonly exitCode: number

  constructor(key: MessageKey, values: MessageValues = {}, exitCode = 1) {
    super(`${key} ${JSON.stringify(values)}`)
    this.key = key
    this.values = values
    this.exitCode = exitCode
  }
}

/** sysexits.h: the configuration is at fault, so trying again changes nothing. */
export const configurationError = 78
