import { type ChatResult, NO_USAGE, promptTokens, type Usage } from '@kansoku/providers'
import { isRecord } from '@kansoku/routing'
import type { AnswerHead } from '../call/answer-head.ts'
import type { Body } from '../call/dialect.ts'
import type { HttpError } from '../http-error.ts'
import { type Item, toItems } from './items.ts'

export type Response = Readonly<Record<string, unknown>> & {
  readonly id: string
  readonly status: string
  readonly output: readonly Item[]
}

export function toResponse(result: ChatResult, head: AnswerHead, body: Body): Response {
  const [choice] = result.choices
  const reason = incompleteReason(choice?.finishReason)
  return {
    ...emptyResponse(head, body),
    status: reason === undefined ? 'completed' : 'incomplete',
    incomplete_details: reason === undefined ? null : { reason },
    output: toItems(head.id, choice),
    usage: toUsage(result.usage ?? NO_USAGE),
  }
}

/** A response before its first item; what the client asked for is told again, with OpenAI's defaults. */
export function emptyResponse({ id, created, model }: AnswerHead, body: Body): Response {
  const given = <T>(name: string, otherwise: T) => body[name] ?? otherwise
  return {
    id,
    object: 'response',
    created_at: created,
    status: 'in_progress',
    background: false,
    error: null,
    incomplete_details: null,
    instructions: given('instructions', null),
    max_output_tokens: given('max_output_tokens', null),
    metadata: isRecord(body.metadata) ? body.metadata : {},
    model,
    output: [],
    parallel_tool_calls: given('parallel_tool_calls', true),
    previous_response_id: given('previous_response_id', null),
    reasoning: { effort: null, summary: null, ...(isRecord(body.reasoning) ? body.reasoning : {}) },
    store: given('store', true),
    temperature: given('temperature', 1),
    text: { format: { type: 'text' }, ...(isRecord(body.text) ? body.text : {}) },
    tool_choice: given('tool_choice', 'auto'),
    tools: given('tools', []),
    top_p: given('top_p', 1),
    truncation: given('truncation', 'disabled'),
    usage: null,
    user: given('user', null),
  }
}

export function toFailedResponse(head: AnswerHead, body: Body, { code, message }: HttpError): Response {
  const known = code === '429' ? 'rate_limit_exceeded' : /^\d+$/.test(code) ? 'server_error' : code
  return { ...emptyResponse(head, body), status: 'failed', error: { code: known, message } }
}

function incompleteReason(finish: string | undefined): string | undefined {
  if (finish === 'length') return 'max_output_tokens'
  return finish === 'content_filter' ? 'content_filter' : undefined
}

function toUsage(usage: Usage): object {
  const input = promptTokens(usage)
  return {
    input_tokens: input,
    input_tokens_details: {
      cached_tokens: usage.cacheReadTokens,
      cache_creation_tokens: usage.cacheWriteTokens,
    },
    output_tokens: usage.outputTokens,
    output_tokens_details: { reasoning_tokens: usage.reasoningTokens ?? 0 },
    total_tokens: usage.totalTokens || input + usage.outputTokens,
  }
}
