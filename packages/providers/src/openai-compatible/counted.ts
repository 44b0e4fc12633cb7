import { createSseReader } from '../http/sse.ts'
import type { BuiltCall, HttpResponse, OwnReader, StreamDecoder } from '../spec/adapter.ts'
import type { ChatChunk } from '../spec/chunk.ts'
import { plainOutput } from '../spec/plain-output.ts'
import type { ChatResult } from '../spec/result.ts'
import type { Usage } from '../spec/usage.ts'
import { toUsage } from './usage.ts'
import type { WireUsage } from './wire.ts'

/** Counts have other names in the younger APIs than in chat completions. */
interface CountedUsage extends WireUsage {
  readonly input_tokens?: number
  readonly output_tokens?: number
  readonly input_tokens_details?: WireUsage['prompt_tokens_details']
  readonly output_tokens_details?: WireUsage['completion_tokens_details']
}

interface Counted {
  readonly usage?: CountedUsage | null
  readonly response?: { readonly usage?: CountedUsage | null }
  readonly type?: string
  readonly delta?: unknown
  readonly output?: unknown
  readonly data?: unknown
}

/** Reads of Responses, vectors and whatever else OpenAI answers how many tokens were used. */
export const counted: OwnReader = { parseResponse: parseCounted, createDecoder: createCountedDecoder }

/** `usage` of an answer, by either set of names. */
export function countedUsage({ usage, response }: Counted): Usage | undefined {
  const wire = usage ?? response?.usage
  if (!wire || typeof wire !== 'object') return undefined
  return toUsage({
    ...wire,
    prompt_tokens: wire.prompt_tokens ?? wire.input_tokens,
    completion_tokens: wire.completion_tokens ?? wire.output_tokens,
    prompt_tokens_details: wire.prompt_tokens_details ?? wire.input_tokens_details,
    completion_tokens_details: wire.completion_tokens_details ?? wire.output_tokens_details,
  } as WireUsage)
}

function parseCounted(call: BuiltCall, response: HttpResponse): ChatResult {
  const { output } = plainOutput(response)
  const answer = (output ?? {}) as Counted
  const usage = countedUsage(answer)
  return {
    choices: [],
    ...(usage ? { usage } : {}),
    // Vectors and pictures are nothing to read.
    ...(output === undefined || answer.data !== undefined ? {} : { output: answer.output ?? output }),
    warnings: call.warnings,
    upstreamHeaders: response.headers,
  }
}

/** An answer without an end of its own: it is over when its bytes are. */
function createCountedDecoder(): StreamDecoder {
  const events = createSseReader()
  const read = (text: string, chunks: ChatChunk[]) => {
    const event = parse(text)
    if (event.type === 'response.output_text.delta' && typeof event.delta === 'string')
      chunks.push({ type: 'text', text: event.delta })
    const usage = countedUsage(event)
    if (usage) chunks.push({ type: 'usage', usage })
  }
  return {
    push(bytes, chunks) {
      for (const event of events.push(bytes)) read(event, chunks)
    },
    end(chunks) {
      for (const event of events.end()) read(event, chunks)
    },
  }
}

function parse(text: string): Counted {
  try {
    return (JSON.parse(text) as Counted | null) ?? {}
  } catch {
    return {}
  }
}
