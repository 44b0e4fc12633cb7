import { Client, type ClientConfig } from 'pg'
import type { Listener, StorageLogger } from './store.ts'

const FIRST_RETRY_MS = 200
const LAST_RETRY_MS = 1_000

/** `LISTEN` on one connection of its own, made with the first listener and made again whenever it is lost. */
export class Announcements implements AsyncDisposable {
  readonly #options: ClientConfig
  readonly #logger: StorageLogger
  readonly #listeners = new Map<string, Set<Listener>>()
  #connecting: Promise<Client> | undefined
  #retry: NodeJS.Timeout | undefined
  #closed = false

  constructor(options: ClientConfig, logger: StorageLogger) {
    this.#options = options
    this.#logger = logger
  }

  async listen(channel: string, listener: Listener): Promise<() => Promise<void>> {
    const listeners = this.#listeners.get(channel) ?? new Set()
    this.#listeners.set(channel, listeners)
    listeners.add(listener)
    try {
      const client = await this.#connected()
      // Also for those who come second: the first may still be on its way here.
      await client.query(`LISTEN ${client.escapeIdentifier(channel)}`)
    } catch (error) {
      listeners.delete(listener)
      throw error
    }
    return async () => {
      listeners.delete(listener)
      if (listeners.size > 0) return
      this.#listeners.delete(channel)
      const client = await this.#connecting?.catch(() => undefined)
      await client?.query(`UNLISTEN ${client.escapeIdentifier(channel)}`)
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#closed = true
    clearTimeout(this.#retry)
    const client = await this.#connecting?.catch(() => undefined)
    await client?.end()
  }

  #connected(): Promise<Client> {
    this.#connecting ??= this.#connect()
    return this.#connecting
  }

  async #connect(): Promise<Client> {
    const client = new Client(this.#options)
    let lost = false
    const onLost = (error?: Error) => {
      if (lost || this.#closed) return
      lost = true
      this.#logger.warn({ error }, 'The connection that hears announcements was lost and is made again.')
      this.#connecting = undefined
      this.#reconnect(FIRST_RETRY_MS)
    }
    client.on('notification', ({ channel, payload }) => {
      for (const listener of this.#listeners.get(channel) ?? []) listener(payload ?? '')
    })
    try {
      // The driver reports a failed start both here and as an event.
      client.on('error', () => {})
      await client.connect()
      for (const channel of this.#listeners.keys()) {
        await client.query(`LISTEN ${client.escapeIdentifier(channel)}`)
      }
    } catch (error) {
      this.#connecting = undefined
      await client.end().catch(() => {})
      throw error
    }
    client.on('error', onLost)
    client.on('end', () => onLost())
    return client
  }

  #reconnect(delay: number): void {
    this.#retry = setTimeout(() => {
      this.#connected().then(
        () => {
          for (const listeners of this.#listeners.values())
            for (const listener of listeners) listener(undefined)
        },
        () => {
          if (!this.#closed) this.#reconnect(Math.min(delay * 2, LAST_RETRY_MS))
        },
      )
    }, delay)
  }
}
