import type { OpenAiErrorBody } from '@kansoku/contracts/gateway'

/** An answer outside 2xx in LiteLLM's form of OpenAI's error. */
export class HttpError extends Error {
  override readonly name = 'HttpError'
  readonly status: number
  readonly type: string
  readonly param: string | null
  readonly code: string
  readonly retryAfterSeconds: number | undefined

  constructor(
    status: number,
    type: string,
    message: string,
    details: { readonly param?: string; readonly code?: string; readonly retryAfterSeconds?: number } = {},
  ) {
    super(message)
    this.status = status
    this.type = type
    this.param = details.param ?? null
    this.code = details.code ?? String(status)
    this.retryAfterSeconds = details.retryAfterSeconds
  }
}

export function toErrorBody({ message, type, param, code }: HttpError): OpenAiErrorBody {
  return { error: { message, type, param, code } }
}

export function badRequest(message: string, param?: string): HttpError {
  return new HttpError(400, 'invalid_request_error', message, param === undefined ? {} : { param })
}
