import type { FastifyBaseLogger } from 'fastify'
import type { Bindings, ChildLoggerOptions, Level, LevelWithSilent, Logger } from 'pino'

/**
 * The logger of one request, which becomes a child of the server's when there is something to say. Most requests say
 * nothing, and to make a child costs more than to find the route.
 */
export class RequestLogger implements FastifyBaseLogger {
  readonly #parent: Logger
  readonly #bindings: Bindings
  readonly #options: ChildLoggerOptions | undefined
  #logger: Logger | undefined

  constructor(parent: Logger, bindings: Bindings, options?: ChildLoggerOptions) {
    this.#parent = parent
    this.#bindings = bindings
    this.#options = options
    // A level of its own may be lower than its parent's.
    if (options?.level !== undefined) this.#child()
  }

  get level(): LevelWithSilent {
    return (this.#logger ?? this.#parent).level as LevelWithSilent
  }

  set level(level: LevelWithSilent) {
    this.#child().level = level
  }

  fatal(...said: unknown[]): void {
    this.#say('fatal', said)
  }

  error(...said: unknown[]): void {
    this.#say('error', said)
  }

  warn(...said: unknown[]): void {
    this.#say('warn', said)
  }

  info(...said: unknown[]): void {
    this.#say('info', said)
  }

  debug(...said: unknown[]): void {
    this.#say('debug', said)
  }

  trace(...said: unknown[]): void {
    this.#say('trace', said)
  }

  silent(): void {}

  child(bindings: Bindings, options?: ChildLoggerOptions): Logger {
    return this.#child().child(bindings, options)
  }

  #child(): Logger {
    this.#logger ??= this.#parent.child(this.#bindings, this.#options)
    return this.#logger
  }

  #say(level: Level, said: unknown[]): void {
    if (!(this.#logger ?? this.#parent).isLevelEnabled(level)) return
    const logger = this.#child()
    const say: (...said: unknown[]) => void = logger[level]
    say.apply(logger, said)
  }
}
