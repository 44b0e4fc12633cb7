import type { McpServer } from '@kansoku/routing'
import type { Client } from '@modelcontextprotocol/client'
import type { Log } from '../log.ts'
import { McpError } from './mcp-error.ts'
import { shareConnection } from './shared-connection.ts'

/** One server of the config, reached when it is needed and kept for the next who needs it. */
export interface McpLink {
  /**
   * Lends the connection. With headers of the client's own it is one for this work alone.
   * @throws {McpError} when the server cannot be reached, or `work` fails
   */
  use<T>(options: UseOptions, work: (client: Client) => Promise<T>): Promise<T>
  /** Ends the connection once nobody uses it. */
  retire(): void
  /** Ends it now. */
  close(): Promise<void>
}

interface UseOptions {
  readonly headers: Readonly<Record<string, string>>
  /** How long to wait for a server that starts; it goes on starting for the next one. */
  readonly waitMs: number
  readonly signal: AbortSignal
}

interface LinkOptions {
  readonly log: Log
  /** Milliseconds, of any beginning. */
  readonly now: () => number
}

type Work<T> = (client: Client) => Promise<T>

const pingMs = 5000

export function createMcpLink(server: McpServer, { log, now }: LinkOptions): McpLink {
  const ending = new AbortController()
  let users = 0
  let retired = false
  const connectTo = async (headers: UseOptions['headers'], onClose: () => void) => {
    const [{ connect }, { explainFailure }] = await loadLibrary()
    return connect(server, { headers, log, onClose, signal: ending.signal }).catch((error: unknown) => {
      throw explainFailure(error, server)
    })
  }
  const shared = shareConnection(server, { log, now, connect: (onClose) => connectTo({}, onClose) })

  const useShared = async <T>(options: UseOptions, work: Work<T>, isSecondTry = false): Promise<T> => {
    const waited = `The MCP server "${server.prefix}" is still starting.`
    const { connection, since } = shared.open()
    // Who comes later has not to wait as long once more for a server that hangs.
    const waitMs = Math.max(0, options.waitMs - (now() - since))
    const { client } = await within(connection, { ...options, waitMs }, waited)
    try {
      const result = await work(client)
      shared.worked()
      return result
    } catch (error) {
      const [, { isConnectionLost, isSessionLost, isTimeout }] = await loadLibrary()
      if (isConnectionLost(error)) void shared.drop(connection)
      // A program that hangs would keep everybody waiting; one that is only busy answers.
      else if (isTimeout(error) && server.transport.kind === 'stdio')
        client.ping({ timeout: pingMs }).catch(() => shared.drop(connection))
      if (isSessionLost(error) && !isSecondTry) return await useShared(options, work, true)
      throw error
    }
  }
  const useOwn = async <T>(options: UseOptions, work: Work<T>) => {
    const opening = connectTo(options.headers, () => undefined)
    const waited = `The MCP server "${server.prefix}" did not answer in time.`
    try {
      const { client } = await within(opening, options, waited)
      return await work(client)
    } finally {
      void opening.then((connection) => connection[Symbol.asyncDispose]()).catch(() => undefined)
    }
  }

  return {
    async use(options, work) {
      users += 1
      try {
        const own = Object.keys(options.headers).length > 0
        return await (own ? useOwn(options, work) : useShared(options, work))
      } catch (error) {
        const [, { explainFailure }] = await loadLibrary()
        throw explainFailure(error, server, options.signal)
      } finally {
        users -= 1
        if (retired && users === 0) void shared.drop()
      }
    },
    retire() {
      retired = true
      if (users === 0) void shared.drop()
    },
    close() {
      ending.abort()
      return shared.drop()
    },
  }
}

/** Read when a server is needed: most gateways have none. */
function loadLibrary() {
  return Promise.all([import('./connection.ts'), import('./explain-failure.ts')])
}

/** @throws {McpError} when it takes too long, or its user goes away */
async function within<T>(work: Promise<T>, { waitMs, signal }: UseOptions, message: string): Promise<T> {
  const ended = AbortSignal.any([AbortSignal.timeout(Math.ceil(waitMs)), signal])
  return new Promise((resolve, reject) => {
    const stop = () =>
      reject(
        signal.aborted
          ? new McpError('cancelled', 'The client closed the connection (499).')
          : new McpError('unavailable', message),
      )
    if (ended.aborted) return stop()
    ended.addEventListener('abort', stop, { once: true })
    work.then(resolve, reject).finally(() => ended.removeEventListener('abort', stop))
  })
}
