/** A config file that cannot be used. `message` says what and where, `remedy` what to do. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
  readonly file: string
  /** From 1; undefined when the fault has no place in the file. */
  readonly line: number | undefined
  readonly remedy: string
  /** Of the value within the file; undefined when the fault is none of a value. */
  readonly path: readonly (string | number)[] | undefined

  constructor(
    file: string,
    line: number | undefined,
    message: string,
    remedy: string,
    path?: readonly (string | number)[],
  ) {
    super(message)
    this.file = file
    this.line = line
    this.remedy = remedy
    this.path = path
  }

  /** One line, `file:line: what is wrong. What to do.` */
  describe(): string {
    const place = this.line === undefined ? this.file : `${this.file}:${this.line}`
    return `${place}: ${this.message} ${this.remedy}`
  }
}

/** A key that does not do what its author may expect; the file loads all the same. */
export interface ConfigWarning {
  readonly file: string
  readonly line: number | undefined
  /** Dotted path, e.g. `router_settings.retries`. */
  readonly key: string
  readonly message: string
  /** Calls fail because of it, or something is not as protected, or as open, as its author believes. */
  readonly important?: boolean
}

export function describeWarning({ file, line, key, message }: ConfigWarning): string {
  return `${line === undefined ? file : `${file}:${line}`}: ${key}: ${message}`
}
