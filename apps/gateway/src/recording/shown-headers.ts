/** Stands in the place of a value that may be a secret. */
export const hidden = '[hidden]'

/** Values that say how a client called and hold no secret by their nature; anything else may, whatever its name. */
const ofRequests: ReadonlySet<string> = new Set(
  `accept accept-encoding accept-language anthropic-beta anthropic-dangerous-direct-browser-access anthropic-version
   connection content-encoding content-length content-type host http-referer openai-beta origin referer traceparent
   user-agent x-app x-title x-request-id x-litellm-call-id x-litellm-trace-id x-litellm-session-id x-litellm-tags
   x-litellm-num-retries x-litellm-timeout x-litellm-stream-timeout x-litellm-enable-message-redaction`.split(
    /\s+/,
  ),
)
const ofRequestFamilies = /^(?:x-stainless-|sec-fetch-)|^x-[a-z0-9-]+-session-id$/

const ofAnswers: ReadonlySet<string> = new Set(
  `cf-ray content-encoding content-length content-type date openai-model openai-processing-ms openai-version request-id
   retry-after retry-after-ms server transfer-encoding via x-amzn-errortype x-amzn-requestid x-envoy-upstream-service-time
   x-request-id x-should-retry`.split(/\s+/),
)
const ofAnswerFamilies =
  /^(?:anthropic-|x-)ratelimit-|^x-amzn-bedrock-|^x-ms-(?:region|client-request-id|request-id)/

type Headers = Readonly<Record<string, unknown>>

const isHarmlessOfRequests = remembering((name) => ofRequests.has(name) || ofRequestFamilies.test(name))
const isHarmlessOfAnswers = remembering((name) => ofAnswers.has(name) || ofAnswerFamilies.test(name))

/** Headers of a client's request by their lower-case names, as they may be kept. Addresses come without their query. */
export function requestHeaders(headers: Headers): Headers {
  return shown(headers, isHarmlessOfRequests)
}

/** Headers of a provider's answer, likewise; undefined where there are none. */
export function providerHeaders(headers: Headers | undefined): Headers | undefined {
  if (headers === undefined || Object.keys(headers).length === 0) return undefined
  return shown(headers, isHarmlessOfAnswers)
}

/** Names are few, but a client may invent some. */
const mostNames = 1000

function remembering(judge: (name: string) => boolean): (name: string) => boolean {
  const known = new Map<string, boolean>()
  return (name) => {
    const judged = known.get(name) ?? judge(name)
    if (known.size < mostNames) known.set(name, judged)
    return judged
  }
}

function shown(headers: Headers, isHarmless: (name: string) => boolean): Headers {
  const result: Record<string, unknown> = {}
  for (const name in headers) {
    const value = headers[name]
    if (value === undefined) continue
    result[name] = isHarmless(name) && typeof value === 'string' ? withoutQuery(name, value) : hidden
  }
  return result
}

function withoutQuery(name: string, value: string): string {
  return name.endsWith('referer') ? value.replace(/[?#].*$/s, '') : value
}
