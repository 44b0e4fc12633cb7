import type { BuiltCall, HttpResponse } from '../spec/adapter.ts'
import { bodyText } from '../spec/body-text.ts'
import { readRetryAfter } from './retry-after.ts'

/** An answer outside 2xx, and what an error about it holds whoever the provider is. */
export function readFailure({ target }: BuiltCall, { status, headers, body }: HttpResponse) {
  const text = bodyText(body)
  const retryAfterSeconds = readRetryAfter(headers)
  return {
    text,
    /** For answers that hold no message: what a proxy in between wrote, if it wrote anything. */
    plainMessage: text.trim().slice(0, 500) || `HTTP ${status} without a body`,
    details: {
      provider: target.provider,
      upstreamStatus: status,
      upstreamBody: text.slice(0, 4000),
      upstreamHeaders: headers,
      ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
    },
  }
}
