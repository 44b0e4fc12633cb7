import { bodyText } from '../../spec/body-text.ts'
import { type ErrorClass, ProviderError } from '../../spec/error.ts'
import { classify } from '../errors.ts'
import type { Frame } from './frames.ts'

interface WireException {
  readonly message?: string
  readonly Message?: string
  readonly originalMessage?: string
  readonly originalStatusCode?: number
}

/** The exception that a frame holds. */
export function toStreamError(provider: string, frame: Frame): ProviderError {
  const { headers } = frame
  const name = headers[':exception-type'] ?? headers[':error-code'] ?? 'unknown'
  const body = readException(frame)
  const text = body.message ?? body.Message ?? body.originalMessage ?? headers[':error-message'] ?? name
  const errorClass: ErrorClass = classify(name, text, body.originalStatusCode)
  return new ProviderError(errorClass, text, { provider, code: name })
}

export function brokenStream(provider: string, message: string, cause?: unknown): ProviderError {
  return new ProviderError('api_connection', message, { provider, ...(cause ? { cause } : {}) })
}

/** The JSON object of a frame. */
export function parseFrame(frame: Frame): object {
  const parsed: unknown = JSON.parse(bodyText(frame.body) || '{}')
  return typeof parsed === 'object' && parsed !== null ? parsed : {}
}

function readException(frame: Frame): WireException {
  try {
    return parseFrame(frame)
  } catch {
    return { message: bodyText(frame.body) }
  }
}
