import { PassThrough } from 'node:stream'
import type { McpServer } from '@kansoku/routing'
import {
  Client,
  ProtocolError,
  SdkHttpError,
  SSEClientTransport,
  type SSEClientTransportOptions,
  SseError,
  StreamableHTTPClientTransport,
  type Transport,
  type VersionNegotiationMode,
} from '@modelcontextprotocol/client'
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio'
import type { Log } from '../log.ts'
import { version } from '../version.ts'
import { answerBrokenOff } from './answer-broken-off.ts'
import { boundedFetch, mostAnswerBytes } from './bounded-fetch.ts'
import { codeOf } from './explain-failure.ts'
import { logLines } from './log-lines.ts'
import { type RunningChild, watchChild } from './running-children.ts'

/** A session with one server. */
export interface McpConnection extends AsyncDisposable {
  readonly client: Client
}

interface ConnectOptions {
  /** Besides those of the config. */
  readonly headers: Readonly<Record<string, string>>
  readonly log: Log
  /** Gives up a server that has not shaken hands yet. */
  readonly signal: AbortSignal
  /** The server has gone away by itself. */
  readonly onClose: () => void
}

/** Programs may have to be downloaded first. */
const startMs = 60_000

/**
 * Starts a server, or reaches one, and shakes hands with it: first as servers have done it for long, and where that is
 * refused in the newest way.
 */
export async function connect(server: McpServer, options: ConnectOptions): Promise<McpConnection> {
  try {
    return await tryToConnect(server, options, 'legacy')
  } catch (error) {
    if (!isRefusal(error)) throw error
    return await tryToConnect(server, options, 'auto')
  }
}

function isRefusal(error: unknown): boolean {
  return ProtocolError.isInstance(error) || (SdkHttpError.isInstance(error) && error.status === 400)
}

async function tryToConnect(
  server: McpServer,
  { headers, log, signal, onClose }: ConnectOptions,
  mode: VersionNegotiationMode,
): Promise<McpConnection> {
  const client = new Client({ name: 'kansoku-gateway', version }, { versionNegotiation: { mode } })
  const transport = createTransport(server, headers, log)
  client.onerror = (error) =>
    log.debug({ server: server.name, kind: error.name, code: codeOf(error) }, 'an MCP server misbehaves')
  const child = transport instanceof StdioClientTransport ? watchStart(transport) : undefined
  await client.connect(transport, { timeout: startMs, signal }).catch((error: unknown) => {
    // One that has not shaken hands has nothing to put in order.
    child?.kill()
    throw error
  })
  let closing = false
  client.onclose = () => {
    child?.ended()
    if (!closing) onClose()
  }
  return {
    client,
    async [Symbol.asyncDispose]() {
      closing = true
      if (transport instanceof StreamableHTTPClientTransport)
        await transport.terminateSession().catch(() => undefined)
      await client.close().catch(() => undefined)
    },
  }
}

/** Watches the program from the moment it runs: the handshake may take long. */
function watchStart(transport: StdioClientTransport): RunningChild {
  const start = transport.start.bind(transport)
  let child: RunningChild | undefined
  transport.start = async () => {
    await start()
    if (transport.pid !== null) child = watchChild(transport.pid)
  }
  return { ended: () => child?.ended(), kill: () => child?.kill() }
}

function createTransport(
  { name, prefix, transport }: McpServer,
  headers: Readonly<Record<string, string>>,
  log: Log,
): Transport {
  if (transport.kind === 'stdio') {
    const { command, args, env } = transport
    // Nothing of our own environment goes to the program but the library's short list: PATH, HOME and the like.
    const child = new StdioClientTransport({
      command,
      args: [...args],
      env: { ...env },
      stderr: 'pipe',
      maxBufferSize: mostAnswerBytes,
    })
    if (child.stderr instanceof PassThrough) logLines(child.stderr, name, log)
    return child
  }
  const options = {
    requestInit: { headers: { ...transport.headers, ...headers } },
    fetch: boundedFetch,
    // Headers of the config, and of clients, are for this server alone.
    redirectPolicy: 'same-origin' as const,
  }
  const url = new URL(transport.url)
  if (transport.kind === 'sse') return createSse(url, options)
  const streamable = new StreamableHTTPClientTransport(url, options)
  answerBrokenOff(streamable, prefix)
  return streamable
}

/** Ends with its stream: the library would open another one, where nobody has shaken hands and no answer comes. */
function createSse(url: URL, options: SSEClientTransportOptions): SSEClientTransport {
  const sse = new SSEClientTransport(url, options)
  // The library's own handler calls the one that it finds.
  sse.onerror = (error) => {
    if (error instanceof SseError) void sse.close()
  }
  return sse
}
