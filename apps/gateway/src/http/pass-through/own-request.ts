import type { OwnRequest } from '@kansoku/providers'
import { isRecord } from '@kansoku/routing'
import type { Exchange } from '../exchange.ts'
import { toVendor } from './forwarded-headers.ts'
import type { Vendor } from './vendors.ts'

interface Received {
  readonly vendor: Vendor
  readonly prefix: string
  readonly body: Buffer
  /** Where the config file puts keys. */
  readonly ownHeader: string | undefined
}

interface Said {
  /** Without what was meant for the gateway. */
  readonly request: OwnRequest
  /** Those of the request, and what is told of the call with them. */
  readonly fields: OwnRequest['fields']
  /** What was meant for the gateway. */
  readonly ours: OwnRequest['fields']
}

/** What a client sent below the prefix. */
export function toOwnRequest(
  { request, path }: Exchange,
  { vendor, prefix, body, ownHeader }: Received,
): Said {
  const target = request.url ?? ''
  const query = target.slice(path.length + 1)
  const said = fieldsOf(body)
  const { ours, theirs: fields } = divide(said)
  const own: OwnRequest = {
    method: request.method as OwnRequest['method'],
    path: path.slice(prefix.length),
    query: vendor.keyInQuery ? withoutKey(query) : query,
    headers: toVendor(request.headers, ownHeader),
    body: Object.keys(ours).length === 0 ? body : Buffer.from(JSON.stringify(fields)),
    fields,
  }
  const { litellm_metadata } = ours
  return {
    request: own,
    fields: litellm_metadata === undefined ? fields : { ...fields, litellm_metadata },
    ours,
  }
}

/**
 * `litellm_metadata` is ours, and so are guardrails where ordinary routes take them. No vendor has a list of names there; of
 * what it may have under these words nothing is touched.
 */
function divide(said: OwnRequest['fields']): { ours: OwnRequest['fields']; theirs: OwnRequest['fields'] } {
  const { litellm_metadata, guardrails, metadata, ...theirs } = said
  const isNamed = areNames(guardrails)
  const namedWithin = isRecord(metadata) && areNames(metadata.guardrails) ? metadata : undefined
  const { guardrails: named, ...kept } = namedWithin ?? {}
  return {
    ours: {
      ...(litellm_metadata !== undefined && { litellm_metadata }),
      ...(isNamed && { guardrails }),
      ...(namedWithin && { metadata: { guardrails: named } }),
    },
    theirs: {
      ...theirs,
      ...(guardrails !== undefined && !isNamed && { guardrails }),
      ...(metadata !== undefined && { metadata: namedWithin ? kept : metadata }),
    },
  }
}

const areNames = (value: unknown): boolean =>
  Array.isArray(value) && value.every((name) => typeof name === 'string')

function withoutKey(query: string): string {
  return query
    .split('&')
    .filter((part) => !/^key(?:=|$)/.test(part))
    .join('&')
}

const blanks: ReadonlySet<number | undefined> = new Set([0x20, 0x09, 0x0a, 0x0d])
const openingBrace = 0x7b

/** Of an object; a file is not tried. What stands before the object is read as vendors read it. */
export function fieldsOf(body: Buffer): OwnRequest['fields'] {
  return readFields(body) ?? {}
}

/** Whether all that a body says is in its fields. */
export function isObject({ body, fields }: OwnRequest): boolean {
  return Object.keys(fields).length > 0 || readFields(Buffer.from(body)) !== undefined
}

/**
 * The request with these fields, and nothing of what was sent besides: of a name that is given twice vendors may read the
 * other one.
 */
export function withFields(request: OwnRequest, fields: OwnRequest['fields']): OwnRequest {
  const own = Object.fromEntries(Object.keys(request.fields).map((name) => [name, fields[name]]))
  return {
    ...request,
    headers: { ...request.headers, 'content-type': 'application/json' },
    body: Buffer.from(JSON.stringify(own)),
    fields: own,
  }
}

function readFields(body: Buffer): OwnRequest['fields'] | undefined {
  let start = body.subarray(0, 3).toString('hex') === 'efbbbf' ? 3 : 0
  while (blanks.has(body[start])) start++
  if (body[start] !== openingBrace) return undefined
  try {
    return JSON.parse(body.toString('utf8', start)) as OwnRequest['fields']
  } catch {
    return undefined
  }
}

const noPrompt = new Set(['model', 'metadata', 'litellm_metadata'])

/** Everything but the model and plain settings is prompt: what it is called differs from vendor to vendor. */
export function promptFieldsOf(fields: OwnRequest['fields']): Readonly<Record<string, string>> {
  const names = Object.entries(fields)
    .filter(
      ([name, value]) => !noPrompt.has(name) && (typeof value === 'string' || typeof value === 'object'),
    )
    .map(([name]) => [name, name] as const)
  return Object.fromEntries(names)
}

/** The fields, and how long an answer may be under the name by which estimates know it. */
export function withLength(fields: OwnRequest['fields']): OwnRequest['fields'] {
  const { inferenceConfig, generationConfig } = fields as {
    inferenceConfig?: { maxTokens?: unknown } | null
    generationConfig?: { maxOutputTokens?: unknown } | null
  }
  const length = inferenceConfig?.maxTokens ?? generationConfig?.maxOutputTokens
  return length === undefined ? fields : { max_tokens: length, ...fields }
}

/** Fields of all vendors that say how to answer, not what; tools are described by them as the gateway's own routes do. */
const settings: ReadonlySet<string> = new Set(
  `tools toolConfig tool_config tool_choice mcp_servers user safety_identifier anthropic_version anthropic_beta
   service_tier prompt_cache_key previous_response_id cachedContent cached_content container`.split(/\s+/),
)

/** What guardrails look at: whatever may be words, under whichever name. */
export function guardedFieldsOf(fields: OwnRequest['fields']): Readonly<Record<string, string>> {
  const names = Object.values(promptFieldsOf(fields)).filter((name) => !settings.has(name))
  return Object.fromEntries(names.map((name) => [name, name]))
}
