import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import { type Dispatcher, request } from 'undici'
import { shownAddress } from '../shown-address.ts'
import type { Delivery } from '../spool/shipper.ts'

const compress = promisify(gzip)

export interface PostAnswer {
  readonly status: number
  readonly text: string
  readonly retryAfterSeconds: number | undefined
}

const limits = { headersTimeout: 60_000, bodyTimeout: 60_000 }

/** Posts JSON, as text or in UTF-8. Rejects when no answer comes. */
export async function postJson(
  url: string,
  authorization: string,
  body: string | Buffer,
  options: {
    readonly compressed: boolean
    readonly signal: AbortSignal
    readonly dispatcher?: Dispatcher | undefined
  },
): Promise<PostAnswer> {
  const answer = await request(url, {
    method: 'POST',
    headers: {
      authorization,
      'content-type': 'application/json',
      ...(options.compressed ? { 'content-encoding': 'gzip' } : {}),
    },
    body: options.compressed ? await compress(body) : body,
    signal: options.signal,
    ...(options.dispatcher ? { dispatcher: options.dispatcher } : {}),
    ...limits,
  })
  return readAnswer(answer)
}

/** Reads an answer to its end. */
export async function readAnswer({
  statusCode,
  headers,
  body,
}: Dispatcher.ResponseData): Promise<PostAnswer> {
  const retryAfter = Number(headers['retry-after'])
  return {
    status: statusCode,
    text: await body.text(),
    retryAfterSeconds: Number.isFinite(retryAfter) && retryAfter > 0 ? retryAfter : undefined,
  }
}

/** Statuses that the same batch would get again. Wrong keys can be put right; the calls wait for that. */
const refusals: ReadonlySet<number> = new Set([400, 413, 422])

/** What an answer outside 2xx means for a batch. */
export function toFailedDelivery(url: string, answer: PostAnswer): Delivery {
  const reason = `${shownAddress(url)} answered ${answer.status}: ${answer.text.slice(0, 300)}`
  if (refusals.has(answer.status)) return { kind: 'refused', reason }
  const { retryAfterSeconds } = answer
  return {
    kind: 'retry',
    reason,
    ...(retryAfterSeconds === undefined ? {} : { afterSeconds: retryAfterSeconds }),
  }
}

/** Says in one line why no usable answer came. */
export function toUnreachable(url: string, error: unknown): Delivery {
  const cause = error as { code?: string; message?: string }
  return {
    kind: 'retry',
    reason: `${shownAddress(url)} cannot be reached (${cause.code ?? cause.message ?? error}).`,
  }
}
