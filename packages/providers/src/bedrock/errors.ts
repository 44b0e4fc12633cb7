import { readFailure } from '../http/read-failure.ts'
import type { BuiltCall, HttpResponse } from '../spec/adapter.ts'
import { type ErrorClass, ProviderError } from '../spec/error.ts'

/** Texts tell more than names and statuses: the service says ValidationException for most of these. */
const BY_TEXT: readonly (readonly [RegExp, ErrorClass])[] = [
  [
    /too many (?:input )?tokens(?! per)|expected maxLength:|input is too long|prompt is too long|prompt: length: 1\.\.|exceeds? (?:the )?(?:maximum|model'?s) context/i,
    'context_window',
  ],
  [
    /unable to locate credentials|security token included in the request is (?:invalid|expired)|ExpiredToken|UnrecognizedClient/i,
    'authentication',
  ],
  [/could not process image/i, 'internal_server'],
  [/blocked by (?:the )?content filter/i, 'content_policy'],
  [/too many requests|too many tokens per|ThrottlingException/i, 'rate_limit'],
  [/connect timeout|timed out/i, 'timeout'],
]

const BY_NAME: Readonly<Record<string, ErrorClass>> = {
  accessdenied: 'permission_denied',
  expiredtoken: 'authentication',
  incompletesignature: 'authentication',
  internalfailure: 'service_unavailable',
  internalserver: 'service_unavailable',
  invalidclienttokenid: 'authentication',
  invalidsignature: 'permission_denied',
  missingauthenticationtoken: 'authentication',
  modelerror: 'internal_server',
  modelnotready: 'rate_limit',
  modelstreamerror: 'internal_server',
  modeltimeout: 'timeout',
  requestexpired: 'authentication',
  resourcenotfound: 'not_found',
  servicequotaexceeded: 'rate_limit',
  serviceunavailable: 'service_unavailable',
  signaturedoesnotmatch: 'permission_denied',
  throttling: 'rate_limit',
  toomanyrequests: 'rate_limit',
  unrecognizedclient: 'authentication',
  validation: 'bad_request',
}

const BY_STATUS: Readonly<Record<number, ErrorClass>> = {
  400: 'bad_request',
  401: 'authentication',
  403: 'permission_denied',
  404: 'not_found',
  408: 'timeout',
  413: 'context_window',
  422: 'bad_request',
  424: 'internal_server',
  429: 'rate_limit',
  500: 'service_unavailable',
  502: 'bad_gateway',
  503: 'service_unavailable',
  504: 'timeout',
}

/** The class of a failure, from what the service says in an answer or in the middle of a stream. */
export function classify(name: string, message: string, status?: number): ErrorClass {
  for (const [pattern, errorClass] of BY_TEXT) if (pattern.test(message)) return errorClass
  const plain = name.replace(/(?:Exception|Error)$/i, '').toLowerCase()
  const byName = BY_NAME[plain] ?? BY_NAME[name.replace(/Exception$/i, '').toLowerCase()]
  return (
    byName ??
    BY_STATUS[status ?? 0] ??
    (status !== undefined && status < 500 ? 'bad_request' : 'internal_server')
  )
}

/** Classifies an answer outside 2xx, JSON or whatever a proxy in between wrote. */
export function parseBedrockError(call: BuiltCall, response: HttpResponse): ProviderError {
  const { text, plainMessage, details } = readFailure(call, response)
  const { message = plainMessage, type } = readBody(text)
  const header = response.headers['x-amzn-errortype'] ?? type ?? ''
  const name = header.split(':')[0]?.split('#').at(-1) ?? ''
  return new ProviderError(classify(name, message, response.status), message, {
    ...details,
    ...(name ? { code: name } : {}),
  })
}

function readBody(body: string): { message?: string; type?: string } {
  try {
    const parsed = JSON.parse(body) as { message?: unknown; Message?: unknown; __type?: unknown } | null
    const message = parsed?.message ?? parsed?.Message
    return {
      ...(typeof message === 'string' && message ? { message } : {}),
      ...(typeof parsed?.__type === 'string' ? { type: parsed.__type } : {}),
    }
  } catch {
    return {}
  }
}
