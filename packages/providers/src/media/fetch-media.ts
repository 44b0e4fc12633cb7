import { lookup as resolve } from 'node:dns'
import { isIP, type LookupFunction } from 'node:net'
import { Agent, request } from 'undici'
import { ProviderError } from '../spec/error.ts'
import type { FetchMedia, Media } from '../spec/ports.ts'
import { isPrivateAddress } from './private-addresses.ts'

export interface MediaFetcherOptions {
  /** Also hosts of this machine and its network. Default false: a caller could reach what only the gateway may. */
  readonly allowPrivateHosts?: boolean
  /** Default 20 MiB. */
  readonly maxBytes?: number
  /** For the whole download. Default 15,000. */
  readonly timeoutMs?: number
}

const MAX_REDIRECTS = 3

/** Downloads images and documents that a prompt names by http(s) URL. */
export function createMediaFetcher(options: MediaFetcherOptions = {}): FetchMedia {
  const { allowPrivateHosts = false, maxBytes = 20 * 1024 * 1024, timeoutMs = 15_000 } = options
  const agent = new Agent({ connect: allowPrivateHosts ? {} : { lookup: publicLookup }, connections: 8 })
  return async (url, signal) => {
    const deadline = AbortSignal.timeout(timeoutMs)
    const either = signal ? AbortSignal.any([signal, deadline]) : deadline
    try {
      return await download(url, { agent, allowPrivateHosts, maxBytes, signal: either })
    } catch (error) {
      signal?.throwIfAborted()
      if (error instanceof ProviderError) throw error
      throw refuse(url, error instanceof Error ? error.message : String(error))
    }
  }
}

interface Download {
  readonly agent: Agent
  readonly allowPrivateHosts: boolean
  readonly maxBytes: number
  readonly signal: AbortSignal
}

async function download(start: string, settings: Download): Promise<Media> {
  let url = start
  for (let hop = 0; hop <= MAX_REDIRECTS; hop += 1) {
    checkUrl(url, settings.allowPrivateHosts)
    const { statusCode, headers, body } = await request(url, {
      dispatcher: settings.agent,
      signal: settings.signal,
      headers: { accept: '*/*', 'accept-encoding': 'identity' },
    })
    const location = headers.location
    if (statusCode >= 300 && statusCode < 400 && typeof location === 'string') {
      await body.dump()
      url = new URL(location, url).href
      continue
    }
    if (statusCode !== 200) {
      await body.dump()
      throw refuse(start, `the server answered ${statusCode}`)
    }
    return {
      mediaType: String(headers['content-type'] ?? ''),
      bytes: await readAll(body, start, settings.maxBytes),
    }
  }
  throw refuse(start, `more than ${MAX_REDIRECTS} redirects`)
}

async function readAll(body: AsyncIterable<Uint8Array>, url: string, maxBytes: number): Promise<Uint8Array> {
  const pieces: Uint8Array[] = []
  let size = 0
  for await (const piece of body) {
    size += piece.length
    if (size > maxBytes) throw refuse(url, `it is larger than ${maxBytes} bytes`)
    pieces.push(piece)
  }
  return Buffer.concat(pieces)
}

function checkUrl(url: string, allowPrivateHosts: boolean): void {
  const parsed = URL.canParse(url) ? new URL(url) : undefined
  if (!parsed || !/^https?:$/.test(parsed.protocol)) throw refuse(url, 'it is no http(s) URL')
  const host = parsed.hostname.replace(/^\[|\]$/g, '')
  if (!allowPrivateHosts && isIP(host) && isPrivateAddress(host)) throw refuse(url, 'its address is private')
}

/** Checked where the connection is made, so that a name cannot change its address in between. */
export const publicLookup: LookupFunction = (hostname, options, callback) => {
  resolve(hostname, { ...options, all: true }, (error, addresses) => {
    const [first] = addresses ?? []
    if (error || first === undefined) return callback(error ?? new Error(`${hostname} has no address`), '', 4)
    if (addresses.some(({ address }) => isPrivateAddress(address))) {
      return callback(new Error(`${hostname} has a private address`), '', 4)
    }
    if (options.all) return callback(null, addresses)
    callback(null, first.address, first.family)
  })
}

function refuse(url: string, why: string): ProviderError {
  const shown = url.length > 200 ? `${url.slice(0, 200)}…` : url
  return new ProviderError(
    'bad_request',
    `Cannot download "${shown}": ${why}. Send the content as a data URI instead`,
    {
      provider: 'gateway',
    },
  )
}
