import type { ChatRequest } from '@kansoku/providers'
import { isRecord, mergeOverrides, ParameterError, parseCallParameters } from '@kansoku/routing'
import { parseOptions, parseWishes } from '../call/call-options.ts'
import type { Body, ParsedCall } from '../call/dialect.ts'
import { HttpError } from '../http-error.ts'
import { listInput } from './input-items.ts'
import { parseInput } from './parse-input.ts'
import type { KeptResponses } from './response-store.ts'

/** @throws {ParameterError} for what cannot be understood */
export function parseResponsesCall(
  body: Body,
  headers: Readonly<Record<string, unknown>>,
  /** The conversation before. */
  history: readonly Body[],
): ParsedCall {
  if (typeof body.model !== 'string' || body.model === '') {
    throw new ParameterError('model', 'is missing; name one of GET /v1/models')
  }
  if (body.background === true) throw new ParameterError('background', 'is not served here; leave it out')
  return {
    model: body.model,
    request: parseRequest(body, history),
    override: (fields) => parseRequest(mergeOverrides(body, fields), history),
    // Clients always send what OpenAI's own models take as hints, whatever stands behind.
    options: { ...parseOptions(body, headers), dropParams: true },
    fallbacks: parseWishes(body),
  }
}

/** The prompt and its parameters; also what a count of its tokens asks about. */
export function parseRequest(body: Body, history: readonly Body[]): ChatRequest {
  const { instructions } = body
  const items = [...history, ...listInput(body.input ?? [])]
  const messages = parseInput(items.filter(({ type }) => type !== 'item_reference'))
  if (messages.length === 0) throw new ParameterError('input', 'is missing')
  return {
    messages: [
      ...(typeof instructions === 'string' && instructions !== ''
        ? [{ role: 'system' as const, content: [{ type: 'text' as const, text: instructions }] }]
        : []),
      ...messages,
    ],
    stream: body.stream === true,
    lost: foreignTools(body),
    ...parseCallParameters(toChatParameters(body)),
  }
}

/**
 * The conversation that a call goes on from.
 * @throws {HttpError} 400 when it is not kept
 */
export function historyOf({ previous_response_id: id }: Body, store: KeptResponses): readonly Body[] {
  if (id === undefined || id === null) return []
  const kept = store.find(String(id))
  if (kept) return [...kept.history, ...kept.input, ...kept.response.output]
  throw new HttpError(
    400,
    'invalid_request_error',
    `Previous response with id '${id}' not found. This gateway keeps the latest ones only, until it stops; send the conversation instead.`,
    { param: 'previous_response_id', code: 'previous_response_not_found' },
  )
}

/** Parameters by the names that chat completions have for them. */
function toChatParameters(body: Body): Body {
  const { text, reasoning } = body
  const wanted = isRecord(text) ? text : {}
  return {
    max_tokens: body.max_output_tokens,
    temperature: body.temperature,
    top_p: body.top_p,
    user: body.user,
    parallel_tool_calls: body.parallel_tool_calls,
    reasoning_effort: isRecord(reasoning) ? reasoning.effort : undefined,
    response_format: toResponseFormat(wanted.format),
    verbosity: wanted.verbosity,
    service_tier: body.service_tier,
    prompt_cache_key: body.prompt_cache_key,
    safety_identifier: body.safety_identifier,
    ...toTools(body),
  }
}

function toResponseFormat(format: unknown): unknown {
  if (!isRecord(format) || format.type !== 'json_schema') return format
  const { type, ...schema } = format
  return { type, json_schema: schema }
}

function foreignTools({ tools }: Body): readonly string[] {
  const types = Array.isArray(tools) ? tools.map((tool) => (isRecord(tool) ? String(tool.type) : '')) : []
  return [...new Set(types.filter((type) => type !== 'function').map((type) => `tool ${type}`))]
}

/** Only functions can be handed to every provider; OpenAI's own tools are left out. */
function toTools({ tools, tool_choice: choice }: Body): Body {
  const functions = Array.isArray(tools)
    ? tools.filter((tool) => isRecord(tool) && tool.type === 'function')
    : []
  if (functions.length === 0) return {}
  const known = !isRecord(choice) || functions.some(({ name }) => name === choice.name)
  return { tools: functions, ...(known ? { tool_choice: choice } : {}) }
}
