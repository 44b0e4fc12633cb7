import { createSseReader } from '../http/sse.ts'
import type { BuiltCall, HttpResponse, StreamDecoder, Target } from '../spec/adapter.ts'
import { createAdjustments } from '../spec/adjustments.ts'
import { bodyText } from '../spec/body-text.ts'
import type { ChatChunk } from '../spec/chunk.ts'
import { ProviderError } from '../spec/error.ts'
import { fitToTarget } from '../spec/fit-to-target.ts'
import { dropForeignSampling } from '../spec/openai-parameters.ts'
import type { ChatRequest } from '../spec/request.ts'
import type { ChatResult, FinishReason } from '../spec/result.ts'
import { toPrompt } from './prompt.ts'

/**
 * The body of Hugging Face's text generation: a prompt and parameters. Throws `ProviderError` (bad_request,
 * unsupported_params).
 */
export function buildGeneration(
  asked: ChatRequest,
  target: Target,
): { readonly body: object; readonly warnings: readonly string[] } {
  const adjust = createAdjustments(target, target.model)
  const request = fitToTarget(asked, target, adjust)
  const { seed, ...others } = request
  dropForeignSampling(others, adjust, 'text generation has no counterpart')
  if (request.tools?.length) adjust.drop('tools', 'a model that continues a text calls none')
  if (request.responseFormat && request.responseFormat.type !== 'text')
    adjust.drop('response_format', 'text generation has no counterpart')
  if (request.thinking ?? request.reasoningEffort)
    adjust.drop(request.thinking ? 'thinking' : 'reasoning_effort', 'text generation has no counterpart')
  const { extra_body: extraBody } = target.params
  const { stream_options: _, ...extra } = request.extra ?? {}
  const parameters = {
    max_new_tokens: request.maxTokens,
    // It takes nothing between greedy and random.
    temperature: request.temperature === 0 ? undefined : request.temperature,
    do_sample: request.temperature === undefined ? undefined : request.temperature > 0,
    top_p: request.topP,
    top_k: request.topK,
    stop: request.stop?.length ? request.stop : undefined,
    seed,
    return_full_text: false,
    ...extra,
  }
  const body = {
    inputs: toPrompt(request.messages),
    parameters,
    ...(request.stream ? { stream: true } : {}),
    ...(typeof extraBody === 'object' ? extraBody : {}),
  }
  return { body, warnings: [...adjust.warnings] }
}

interface Details {
  readonly finish_reason?: string
  readonly generated_tokens?: number
  readonly prefill?: readonly unknown[]
}

interface Generation {
  readonly generated_text?: string
  readonly details?: Details | null
}

/** `[{generated_text}]`, or the object alone. */
export function parseGeneration(call: BuiltCall, response: HttpResponse): ChatResult {
  const text = bodyText(response.body)
  const answer = readAnswer(text)
  if (typeof answer?.generated_text !== 'string') {
    throw new ProviderError(
      'bad_gateway',
      'The answer holds no generated_text; an endpoint that speaks chat completions is called sagemaker_chat/<name>',
      {
        provider: call.target.provider,
        upstreamStatus: response.status,
        upstreamBody: text.slice(0, 2000),
        upstreamHeaders: response.headers,
      },
    )
  }
  const reason = answer.details?.finish_reason
  return {
    choices: [
      {
        index: 0,
        content: answer.generated_text === '' ? [] : [{ type: 'text', text: answer.generated_text }],
        finishReason: toFinishReason(reason),
        ...(reason ? { upstreamFinishReason: reason } : {}),
      },
    ],
    warnings: call.warnings,
    upstreamHeaders: response.headers,
  }
}

function readAnswer(text: string): Generation | undefined {
  try {
    const parsed: unknown = JSON.parse(text)
    return ((Array.isArray(parsed) ? parsed[0] : parsed) as Generation | null) ?? undefined
  } catch {
    return undefined
  }
}

function toFinishReason(reason: string | undefined): FinishReason {
  return reason === 'length' ? 'length' : 'stop'
}

interface TokenEvent {
  readonly token?: { readonly text?: string; readonly special?: boolean }
  readonly generated_text?: string | null
  readonly details?: Details | null
  readonly error?: string
}

/** A token at a time; the last comes with the whole text. */
export function createGenerationDecoder({ target }: BuiltCall): StreamDecoder {
  const events = createSseReader()
  const { provider } = target
  let done = false
  const read = (text: string, chunks: ChatChunk[]) => {
    const event = parseEvent(text, provider)
    if (event.error) throw new ProviderError('internal_server', event.error, { provider })
    const { token, details } = event
    if (token?.text && !token.special) chunks.push({ type: 'text', text: token.text })
    if (typeof event.generated_text !== 'string') return
    done = true
    const upstreamReason = details?.finish_reason ?? 'eos_token'
    chunks.push({ type: 'finish', reason: toFinishReason(upstreamReason), upstreamReason })
  }
  return {
    get finished() {
      return done
    },
    push(bytes, chunks) {
      for (const text of events.push(bytes)) if (!done) read(text, chunks)
    },
    end(chunks) {
      for (const text of events.end()) if (!done) read(text, chunks)
      if (done) return
      throw new ProviderError('api_connection', 'The stream ended in the middle of the answer', { provider })
    },
  }
}

function parseEvent(text: string, provider: string): TokenEvent {
  try {
    return (JSON.parse(text) as TokenEvent | null) ?? {}
  } catch {
    const message = `An event of the stream is no JSON: ${text.slice(0, 200)}`
    throw new ProviderError('api_connection', message, { provider })
  }
}
