/** Why the server cannot start, for people. */
export class StartError extends Error {
  override readonly name = 'StartError'
  readonly remedy: string | undefined
  /** A matter of configuration: starting again with the same one will not help. */
  readonly permanent: boolean

  constructor(message: string, options: { remedy?: string; permanent: boolean; cause?: unknown }) {
    super(message, options.cause === undefined ? {} : { cause: options.cause })
    this.remedy = options.remedy
    this.permanent = options.permanent
  }
}
