import type { McpServer } from '@kansoku/routing'
import type { Log } from '../log.ts'
import type { McpConnection } from './connection.ts'
import { McpError } from './mcp-error.ts'
import { createRestPeriod } from './rest-period.ts'

/** The connection that all who need a server share; opened for the first of them. */
export interface SharedConnection {
  /** @throws {McpError} while the server rests, because it has failed again and again */
  open(): Opening
  /** It has done what it was asked for. */
  worked(): void
  /** Ends this one, or whichever there is; the next who needs the server gets another. */
  drop(connection?: Promise<McpConnection>): Promise<void>
}

interface Opening {
  readonly connection: Promise<McpConnection>
  /** When it was begun, in milliseconds of `now`. */
  readonly since: number
}

interface ShareOptions {
  readonly log: Log
  readonly now: () => number
  readonly connect: (onClose: () => void) => Promise<McpConnection>
}

export function shareConnection(
  { name, prefix }: McpServer,
  { log, now, connect }: ShareOptions,
): SharedConnection {
  const rest = createRestPeriod(now)
  let shared: Opening | undefined
  /** What happens to a connection that nobody uses any more is nobody's failure. */
  const lose = (lost: Promise<McpConnection>, reason: string) => {
    if (shared?.connection !== lost) return
    shared = undefined
    rest.failed(reason)
    log.warn({ server: name, reason }, 'an MCP server is not there')
  }
  return {
    open() {
      if (shared) return shared
      const reason = rest.reason()
      if (reason !== undefined) throw new McpError('unavailable', `${reason} It is tried again in a moment.`)
      const connection = connect(() => lose(connection, `The MCP server "${prefix}" has ended.`))
      connection.catch((error: Error) => lose(connection, error.message))
      shared = { connection, since: now() }
      return shared
    },
    worked: rest.worked,
    async drop(connection = shared?.connection) {
      if (connection === shared?.connection) shared = undefined
      const opened = await connection?.catch(() => undefined)
      await opened?.[Symbol.asyncDispose]()
    },
  }
}
