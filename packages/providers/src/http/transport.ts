import { Agent, type Dispatcher, EnvHttpProxyAgent } from 'undici'
import type { HttpRequest } from '../spec/adapter.ts'
import { createBodyReader } from './body-reader.ts'

/** An answer whose body is still under way. */
export interface StreamingResponse {
  readonly status: number
  /** Lower-case names; repeated headers joined with a comma. */
  readonly headers: Readonly<Record<string, string>>
  /**
   * Everything that has arrived since the last call, at least one piece; undefined at the end of the body. Not
   * reading stops the upstream (back-pressure). Rejects when the connection breaks.
   */
  read(): Promise<Uint8Array[] | undefined>
}

/** Sends HTTP requests over kept-alive connections, one pool per origin. */
export interface Transport extends AsyncDisposable {
  /**
   * Resolves with status and headers. Rejects with `signal.reason` when aborted, also while the body is read, and
   * closes the connection to the upstream then.
   */
  send(request: HttpRequest, signal: AbortSignal): Promise<StreamingResponse>
}

interface TransportOptions {
  /** Reads `HTTP_PROXY`, `HTTPS_PROXY` and `NO_PROXY` (either case) from here. Loopback never takes a proxy. */
  readonly env?: Readonly<Record<string, string | undefined>>
  /** Default 10,000. */
  readonly connectTimeoutMs?: number
}

const USER_AGENT = 'kansoku'
const LOOPBACK = 'localhost,127.0.0.1,[::1],::1'
/** Idle connections are closed before load balancers usually do (60 s), so that few calls meet a closed one. */
const KEEP_ALIVE_MS = 20_000

export function createTransport(options: TransportOptions = {}): Transport {
  const dispatcher = createDispatcher(options)
  return {
    send: (request, signal) => send(dispatcher, request, signal),
    [Symbol.asyncDispose]: () => dispatcher.destroy(),
  }
}

function createDispatcher({ env = {}, connectTimeoutMs = 10_000 }: TransportOptions): Dispatcher {
  const settings: Agent.Options = {
    connect: { timeout: connectTimeoutMs },
    keepAliveTimeout: KEEP_ALIVE_MS,
    // Calls carry their own deadlines; the pool's would only add timers.
    headersTimeout: 0,
    bodyTimeout: 0,
  }
  const httpProxy = env.http_proxy || env.HTTP_PROXY
  const httpsProxy = env.https_proxy || env.HTTPS_PROXY
  if (!httpProxy && !httpsProxy) return new Agent(settings)
  const noProxy = [env.no_proxy || env.NO_PROXY, LOOPBACK].filter(Boolean).join(',')
  return new EnvHttpProxyAgent({
    ...settings,
    noProxy,
    httpProxy: httpProxy || '',
    httpsProxy: httpsProxy || httpProxy || '',
  })
}

function send(dispatcher: Dispatcher, request: HttpRequest, signal: AbortSignal): Promise<StreamingResponse> {
  return sendOnce(dispatcher, request, signal).catch((error: unknown) => {
    if (signal.aborted || !wasClosedWhileKept(error)) throw error
    return sendOnce(dispatcher, request, signal)
  })
}

/**
 * A server may close a kept connection just when the next request goes out. It has then answered others before and
 * not a byte of this one, and the request is sent once more, as every browser does.
 */
function wasClosedWhileKept(error: unknown): boolean {
  const { code, socket } = error as { code?: unknown; socket?: { bytesRead?: number } | null }
  return code === 'UND_ERR_SOCKET' && (socket?.bytesRead ?? 0) > 0
}

function sendOnce(
  dispatcher: Dispatcher,
  request: HttpRequest,
  signal: AbortSignal,
): Promise<StreamingResponse> {
  const { origin, path } = splitUrl(request.url)
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason)
    const body = createBodyReader()
    let controller: Dispatcher.DispatchController | undefined
    const onAbort = () => {
      controller?.abort(toError(signal.reason))
      fail(signal.reason)
    }
    const fail = (error: unknown) => {
      signal.removeEventListener('abort', onAbort)
      body.fail(error)
      reject(error)
    }
    signal.addEventListener('abort', onAbort, { once: true })
    dispatcher.dispatch(
      {
        origin,
        path,
        method: request.method,
        headers: request.headers['user-agent']
          ? request.headers
          : { ...request.headers, 'user-agent': USER_AGENT },
        body: request.body ?? null,
      },
      {
        onRequestStart(started) {
          controller = started
          if (signal.aborted) started.abort(toError(signal.reason))
        },
        onResponseStart(started, status, headers) {
          if (status < 200) return
          body.attach(started)
          resolve({ status, headers: flatten(headers), read: body.read })
        },
        onResponseData: (_, piece) => body.push(piece),
        onResponseEnd() {
          signal.removeEventListener('abort', onAbort)
          body.end()
        },
        onResponseError: (_, error) => fail(signal.aborted ? signal.reason : error),
      },
    )
  })
}

const splitUrls = new Map<string, { readonly origin: string; readonly path: string }>()
/** A gateway calls few addresses, but a client may invent names for a wildcard. */
const mostSplitUrls = 1000

function splitUrl(url: string): { readonly origin: string; readonly path: string } {
  const known = splitUrls.get(url)
  if (known) return known
  if (splitUrls.size >= mostSplitUrls) splitUrls.clear()
  const { origin, pathname, search } = new URL(url)
  const split = { origin, path: pathname + search }
  splitUrls.set(url, split)
  return split
}

function toError(reason: unknown): Error {
  return reason instanceof Error ? reason : new Error('aborted', { cause: reason })
}

function flatten(headers: Record<string, string | string[] | undefined>): Record<string, string> {
  const flat: Record<string, string> = {}
  for (const name in headers) {
    const value = headers[name]
    if (value !== undefined) flat[name] = typeof value === 'string' ? value : value.join(', ')
  }
  return flat
}
