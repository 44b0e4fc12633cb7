import { isRecord } from '@kansoku/routing'
import type { EndUser } from './finished-call.ts'
import { pickValues } from './pick-values.ts'

type Values = Readonly<Record<string, unknown>>

/** What a request says about its own trace, in its body's `metadata` or in headers `langfuse_<key>`. */
export interface Steering {
  readonly traceId: string | undefined
  /** The trace exists already; only the named fields of it are written. */
  readonly updateOnly: readonly string[] | undefined
  readonly traceName: string | undefined
  readonly sessionId: string | undefined
  readonly userId: string | undefined
  readonly traceVersion: string | undefined
  readonly traceRelease: string | undefined
  /** Ours, not LiteLLM's: one gateway may serve several environments. */
  readonly environment: string | undefined
  readonly traceMetadata: Values
  readonly tags: readonly string[]
  readonly generationId: string | undefined
  readonly generationName: string | undefined
  readonly parentObservationId: string | undefined
  readonly version: string | undefined
  readonly prompt: { readonly name: string; readonly version: number } | undefined
  readonly maskInput: boolean
  readonly maskOutput: boolean
  /** Keys of `metadata` without a meaning of their own. */
  readonly rest: Values
}

const known: ReadonlySet<string> = new Set(
  `trace_id existing_trace_id update_trace_keys trace_name session_id trace_user_id trace_version trace_release
   trace_environment trace_metadata tags generation_id generation_name parent_observation_id version prompt mask_input mask_output
   debug_langfuse log_raw_request`.split(/\s+/),
)
/** Credentials of a Langfuse that a request may name: never to be stored. */
const secret: ReadonlySet<string> = new Set([
  'langfuse_public_key',
  'langfuse_secret_key',
  'langfuse_secret',
  'langfuse_host',
])

/** What is known of a call before its request is read. */
export interface KnownBefore {
  /** Metadata of the virtual key; what the request itself says goes before it. */
  readonly ofKey?: Values | undefined
  readonly tagsOfTeam?: readonly string[] | undefined
  readonly endUser?: EndUser | undefined
  readonly agentSession?: string | undefined
}

export function readSteering(
  body: Values,
  headers: Values,
  { ofKey = {}, tagsOfTeam = [], endUser, agentSession }: KnownBefore = {},
): Steering {
  const values: Record<string, unknown> = {
    ...withoutSettings(ofKey),
    ...(isRecord(body.litellm_metadata) ? body.litellm_metadata : {}),
    ...(isRecord(body.metadata) ? body.metadata : {}),
    ...langfuseHeaders(headers),
  }
  const text = (...names: string[]) => {
    for (const name of names) {
      const value = values[name]
      if (typeof value === 'string' && value !== '') return value
      if (typeof value === 'number') return String(value)
    }
    return undefined
  }
  const existing = text('existing_trace_id')
  return {
    traceId:
      existing ?? text('trace_id') ?? textOf(body.litellm_trace_id) ?? textOf(headers['x-litellm-trace-id']),
    updateOnly: existing === undefined ? undefined : listOf(values.update_trace_keys),
    traceName: text('trace_name'),
    sessionId:
      text('session_id') ??
      textOf(body.litellm_session_id) ??
      sessionHeader(headers) ??
      endUser?.sessionId ??
      agentSession,
    userId: text('trace_user_id') ?? userOf(body, headers) ?? endUser?.id,
    traceVersion: text('trace_version', 'version'),
    traceRelease: text('trace_release'),
    environment: text('trace_environment'),
    traceMetadata: readTraceMetadata(values),
    tags: unite(tagsOfTeam, ofKey.tags, body.tags, values.tags, headers['x-litellm-tags']),
    generationId: text('generation_id'),
    generationName: text('generation_name'),
    parentObservationId: text('parent_observation_id'),
    version: text('version'),
    prompt: readPrompt(values.prompt),
    maskInput: isTrue(values.mask_input),
    maskOutput: isTrue(values.mask_output),
    rest: pickValues(values, isOther),
  }
}

function isOther(key: string): boolean {
  return !known.has(key) && !secret.has(key) && !key.startsWith('trace_')
}

const none: readonly string[] = []

/** All names of some lists, each once. */
function unite(...lists: readonly unknown[]): readonly string[] {
  const names = lists.flatMap(listOf)
  return names.length === 0 ? none : [...new Set(names)]
}

/** What LiteLLM keeps in the metadata of a key but does not pass on; callbacks hold credentials. */
function withoutSettings({ tags: _tags, logging: _logging, ...rest }: Values): Values {
  return rest
}

function langfuseHeaders(headers: Values): Record<string, unknown> {
  const found: Record<string, unknown> = {}
  for (const name in headers) {
    if (!name.startsWith('langfuse-') && !name.startsWith('langfuse_')) continue
    const key = name.replaceAll('-', '_')
    if (!secret.has(key)) found[key.slice('langfuse_'.length)] = headers[name]
  }
  return found
}

/** LiteLLM's header first, then that of any vendor: `x-claude-code-session-id` and the like, of 8 characters or more. */
function sessionHeader(headers: Values): string | undefined {
  const own = textOf(headers['x-litellm-session-id'])
  if (own !== undefined) return own
  for (const name in headers) {
    if (!name.endsWith('-session-id') || !/^x-[a-z0-9-]+-session-id$/.test(name)) continue
    const value = headers[name]
    if (typeof value === 'string' && value.length >= 8) return value
  }
  return undefined
}

function userOf(body: Values, headers: Values): string | undefined {
  return (
    textOf(body.user) ?? textOf(headers['x-litellm-end-user-id']) ?? textOf(headers['x-litellm-customer-id'])
  )
}

/** `trace_metadata` (JSON in a header), and every other `trace_<key>`. */
function readTraceMetadata(values: Values): Values {
  const others = Object.keys(values)
    .filter((key) => key.startsWith('trace_') && !known.has(key))
    .map((key) => [key.slice('trace_'.length), values[key]])
  return { ...Object.fromEntries(others), ...parseObject(values.trace_metadata) }
}

function readPrompt(value: unknown): Steering['prompt'] {
  const prompt = parseObject(value)
  const version = Number(prompt.version)
  return typeof prompt.name === 'string' && Number.isInteger(version)
    ? { name: prompt.name, version }
    : undefined
}

function parseObject(value: unknown): Values {
  if (isRecord(value)) return value
  if (typeof value !== 'string' || !value.startsWith('{')) return {}
  try {
    const parsed: unknown = JSON.parse(value)
    return isRecord(parsed) ? parsed : {}
  } catch {
    return {}
  }
}

/** A list, JSON of a list, or names separated by commas. */
function listOf(value: unknown): readonly string[] {
  if (Array.isArray(value)) return namesIn(value)
  if (typeof value !== 'string' || value === '') return none
  if (value.startsWith('[')) {
    try {
      const parsed: unknown = JSON.parse(value)
      if (Array.isArray(parsed)) return namesIn(parsed)
    } catch {
      // Not JSON after all: a tag may start with a bracket.
    }
  }
  return value
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
}

/** Only what is one: a client may send anything, and objects that are no text may refuse to become one. */
function namesIn(list: readonly unknown[]): readonly string[] {
  return list.filter((one) => typeof one === 'string' || typeof one === 'number').map(String)
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}

function isTrue(value: unknown): boolean {
  return value === true || value === 'true' || value === 'True'
}
