import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import { type Dispatcher, request } from 'undici'
import { readAnswer, toFailedDelivery, toUnreachable } from '../delivery/post-json.ts'
import type { Delivery } from '../spool/shipper.ts'

const compress = promisify(gzip)
const limits = { headersTimeout: 30_000, bodyTimeout: 30_000 }
const delivered: Delivery = { kind: 'delivered', rejected: [] }

interface Post {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly contentType: string
  readonly body: string | Uint8Array
  readonly compressed: boolean
  readonly signal: AbortSignal
  readonly dispatcher?: Dispatcher | undefined
  /** Adds to the headers what only the finished body can tell. */
  readonly sign?: Sign | undefined
}

export type Sign = (
  request: { readonly method: 'GET' | 'POST'; readonly url: string; readonly body?: string | Uint8Array },
  headers: Readonly<Record<string, string>>,
  signal: AbortSignal,
) => Promise<Readonly<Record<string, string>>>

/** Posts what a callback is told. Never rejects. */
export async function post({
  url,
  headers,
  contentType,
  body,
  compressed,
  signal,
  dispatcher,
  sign,
}: Post): Promise<Delivery> {
  try {
    const sent = compressed ? await compress(body) : body
    const unsigned = {
      ...headers,
      'content-type': contentType,
      ...(compressed ? { 'content-encoding': 'gzip' } : {}),
    }
    const answer = await request(url, {
      method: 'POST',
      headers: sign ? await sign({ method: 'POST', url, body: sent }, unsigned, signal) : unsigned,
      body: sent,
      signal,
      ...(dispatcher ? { dispatcher } : {}),
      ...limits,
    })
    const read = await readAnswer(answer)
    return read.status >= 200 && read.status < 300 ? delivered : toFailedDelivery(url, read)
  } catch (error) {
    return toUnreachable(url, error)
  }
}
