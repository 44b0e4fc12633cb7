import type { McpServer } from '@kansoku/routing'
import type { Client } from '@modelcontextprotocol/client'
import type { Log } from '../log.ts'
import type { McpConnection } from './connection.ts'
import { McpError } from './mcp-error.ts'

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

const firstRestMs = 500
const longestRestMs = 30_000
const pingMs = 5000

export function createMcpLink(server: McpServer, { log, now }: LinkOptions): McpLink {
  let shared: Promise<McpConnection> | undefined
  let failures = 0
  let rest = { until: 0, reason: '' }
  let users = 0
  let retired = false
  const ending = new AbortController()

  const fail = (reason: string) => {
    failures += 1
    // The first failure may be the last one.
    const ms = failures === 1 ? 0 : Math.min(longestRestMs, firstRestMs * 2 ** (failures - 2))
    rest = { until: now() + ms, reason }
    log.warn({ server: server.name, reason }, 'an MCP server is not there')
  }
  const load = () => Promise.all([import('./connection.ts'), import('./explain-failure.ts')])
  const open = async (headers: UseOptions['headers'], onClose: () => void) => {
    const [{ connect }, { explainFailure }] = await load()
    return connect(server, { headers, log, onClose, signal: ending.signal }).catch((error: unknown) => {
      throw explainFailure(error, server)
    })
  }
  const openShared = () => {
    if (shared) return shared
    if (now() < rest.until) throw new McpError('unavailable', `${rest.reason} It is tried again in a moment.`)
    const opening = open({}, () => {
      if (shared !== opening) return
      shared = undefined
      fail(`The MCP server "${server.prefix}" has ended.`)
    })
    shared = opening
    opening.catch((error: unknown) => {
      if (shared !== opening) return
      shared = undefined
      fail(error instanceof Error ? error.message : String(error))
    })
    return opening
  }
  const drop = async (dropped = shared) => {
    if (dropped === shared) shared = undefined
    const connection = await dropped?.catch(() => undefined)
    await connection?.[Symbol.asyncDispose]()
  }

  const useShared = async <T>(
    { waitMs, signal }: UseOptions,
    work: (client: Client) => Promise<T>,
    isSecondTry = false,
  ): Promise<T> => {
    const waited = `The MCP server "${server.prefix}" is still starting.`
    const opening = openShared()
    const { client } = await within(opening, waitMs, signal, waited)
    try {
      const result = await work(client)
      failures = 0
      return result
    } catch (error) {
      const [, { isConnectionLost, isSessionLost, isTimeout }] = await load()
      if (isConnectionLost(error)) void drop(opening)
      // A program that hangs would keep everybody waiting; one that is only busy answers.
      else if (isTimeout(error) && server.transport.kind === 'stdio')
        client.ping({ timeout: pingMs }).catch(() => drop(opening))
      if (isSessionLost(error) && !isSecondTry)
        return await useShared({ headers: {}, waitMs, signal }, work, true)
      throw error
    }
  }
  const useOwn = async <T>({ headers, waitMs, signal }: UseOptions, work: (client: Client) => Promise<T>) => {
    const opening = open(headers, () => undefined)
    const waited = `The MCP server "${server.prefix}" did not answer in time.`
    try {
      const { client } = await within(opening, waitMs, signal, waited)
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
        const [, { explainFailure }] = await load()
        throw explainFailure(error, server, options.signal)
      } finally {
        users -= 1
        if (retired && users === 0) void drop()
      }
    },
    retire() {
      retired = true
      if (users === 0) void drop()
    },
    close() {
      ending.abort()
      return drop()
    },
  }
}

/** @throws {McpError} when it takes too long, or its user goes away */
async function within<T>(work: Promise<T>, ms: number, signal: AbortSignal, message: string): Promise<T> {
  const timer = AbortSignal.timeout(ms)
  const ended = AbortSignal.any([timer, signal])
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
