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
  #made: Logger | undefined

  constructor(parent: Logger, bindings: Bindings, options?: ChildLoggerOptions) {
    this.#parent = parent
    this.#bindings = bindings
    this.#options = options
  }

  get level(): LevelWithSilent {
    return (this.#made ?? this.#parent).level as LevelWithSilent
  }

  set level(level: LevelWithSilent) {
    this.#child().level = level
  }

  fatal(...said: readonly unknown[]): void {
    this.#say('fatal', said)
  }

  error(...said: readonly unknown[]): void {
    this.#say('error', said)
  }

  warn(...said: readonly unknown[]): void {
    this.#say('warn', said)
  }

  info(...said: readonly unknown[]): void {
    this.#say('info', said)
  }

  debug(...said: readonly unknown[]): void {
    this.#say('debug', said)
  }

  trace(...said: readonly unknown[]): void {
    this.#say('trace', said)
  }

  silent(): void {}

  child(bindings: Bindings, options?: ChildLoggerOptions): Logger {
    return this.#child().child(bindings, options)
  }

  #child(): Logger {
    this.#made ??= this.#parent.child(this.#bindings, this.#options)
    return this.#made
  }

  #say(level: Level, said: readonly unknown[]): void {
    if (!(this.#made ?? this.#parent).isLevelEnabled(level)) return
    const logger = this.#child()
    const say: (...said: readonly unknown[]) => void = logger[level]
    say.apply(logger, [...said])
  }
}
