import { parseBedrockError } from '../bedrock/errors.ts'
import { parseCompatibleError } from '../openai-compatible/errors.ts'
import type { BuiltCall, HttpResponse } from '../spec/adapter.ts'
import { bodyText } from '../spec/body-text.ts'
import { ProviderError } from '../spec/error.ts'

const NO_ENDPOINT = /endpoint \S+ of account \S+ not found/i

/** An error of AWS, or (`ModelError`) that of the model's container inside it. */
export function parseSageMakerError(call: BuiltCall, response: HttpResponse): ProviderError {
  const { OriginalStatusCode: status, OriginalMessage: inner } = readBody(response)
  if (typeof status === 'number' && status >= 400) {
    const body = Buffer.from(typeof inner === 'string' ? inner : '')
    return parseCompatibleError(call, { ...response, status, body })
  }
  const error = parseBedrockError(call, response)
  if (!NO_ENDPOINT.test(error.message)) return error
  return new ProviderError('not_found', error.message, {
    provider: call.target.provider,
    upstreamStatus: response.status,
    ...(error.code ? { code: error.code } : {}),
    ...(error.upstreamBody ? { upstreamBody: error.upstreamBody } : {}),
    upstreamHeaders: response.headers,
  })
}

function readBody({ body }: HttpResponse): { OriginalStatusCode?: unknown; OriginalMessage?: unknown } {
  try {
    return (JSON.parse(bodyText(body)) as object | null) ?? {}
  } catch {
    return {}
  }
}
