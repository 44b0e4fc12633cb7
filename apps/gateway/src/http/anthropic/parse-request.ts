import type { ChatRequest, OriginalRequest } from '@kansoku/providers'
import {
  asInteger,
  asNumber,
  asTextList,
  isRecord,
  mergeOverrides,
  ParameterError,
  parseThinking,
} from '@kansoku/routing'
import { isSteering, parseOptions, parseWishes } from '../call/call-options.ts'
import type { Body, ParsedCall } from '../call/dialect.ts'
import { parseEndUser, shortUserId } from './end-user.ts'
import { createLosses } from './losses.ts'
import { parseOutput } from './output-config.ts'
import { parseMessages, parseSystem } from './parse-messages.ts'
import { parseTools } from './parse-tools.ts'

type Values = Readonly<Record<string, unknown>>

/** @throws {ParameterError} for what cannot be understood */
export function parseMessagesCall(body: Body, headers: Values): ParsedCall {
  if (typeof body.model !== 'string' || body.model === '') {
    throw new ParameterError('model', 'is missing; name one of GET /v1/models')
  }
  const endUser = parseEndUser(body)
  return {
    model: body.model,
    request: parseRequest(body, headers),
    override: (fields) => parseRequest(mergeOverrides(body, fields), headers),
    // Clients of one vendor send what its models take, and cannot know which other one answers.
    options: { ...parseOptions(body, headers), dropParams: true },
    fallbacks: parseWishes(body),
    ...(endUser === undefined ? {} : { endUser }),
  }
}

/** Fields that the neutral request speaks for. */
const spokenFor: ReadonlySet<string> = new Set(
  `model messages system tools tool_choice max_tokens metadata stream stop_sequences temperature top_p top_k thinking
   output_config output_format`.split(/\s+/),
)

/** The prompt and its parameters; also what a count of its tokens asks about. */
export function parseRequest(body: Body, headers: Values): ChatRequest {
  const losses = createLosses()
  const own = ownFields(body)
  for (const name in own) if (!spokenFor.has(name)) losses.add(name)
  const request = {
    messages: [...parseSystem(body.system), ...parseMessages(body.messages, losses)],
    stream: body.stream === true,
    ...parseTools(body, losses),
    ...parseParameters(body),
    ...parseOutput(body),
    ...userOf(body),
  }
  return { ...request, lost: losses.all, original: toOriginal(own, headers) }
}

/** Null counts as absent. */
function parseParameters(body: Body): Partial<ChatRequest> {
  const read = <T>(name: string, as: (value: unknown, name: string) => T): T | undefined => {
    const value = body[name]
    return value === undefined || value === null ? undefined : as(value, name)
  }
  const parameters = {
    maxTokens: read('max_tokens', asInteger),
    temperature: read('temperature', asNumber),
    topP: read('top_p', asNumber),
    topK: read('top_k', asInteger),
    stop: read('stop_sequences', asTextList),
    thinking: read('thinking', parseThinking),
  }
  return Object.fromEntries(Object.entries(parameters).filter(([, value]) => value !== undefined))
}

function userOf(body: Body): { user?: string } {
  const user = shortUserId(parseEndUser(body)?.id)
  return user === undefined ? {} : { user }
}

/** Fields of the dialect itself, known here or not; of `metadata` the service takes but one. */
const shared: ReadonlySet<string> = new Set(['model', 'messages', 'stream'])

function ownFields(body: Body): Record<string, unknown> {
  const own: Record<string, unknown> = {}
  for (const name in body) {
    if (shared.has(name) || !(isSteering(name) || name === 'user')) own[name] = body[name]
  }
  const { metadata } = body
  if (isRecord(metadata) && metadata.user_id !== undefined) own.metadata = { user_id: metadata.user_id }
  return own
}

function toOriginal(body: Values, headers: Values): OriginalRequest {
  const passed = ['anthropic-version', 'anthropic-beta'].flatMap((name) => {
    const value = headers[name]
    return typeof value === 'string' && value !== '' ? [[name, value] as const] : []
  })
  return { dialect: 'anthropic', body, headers: Object.fromEntries(passed) }
}
