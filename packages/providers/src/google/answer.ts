import type { BuiltCall, HttpResponse } from '../spec/adapter.ts'
import { createAssembler } from '../spec/assemble.ts'
import { bodyText } from '../spec/body-text.ts'
import type { ChatChunk } from '../spec/chunk.ts'
import { ProviderError } from '../spec/error.ts'
import type { ChatResult } from '../spec/result.ts'
import { createCandidateReader } from './candidates.ts'
import { toInlineError } from './errors.ts'
import { toUsage } from './usage.ts'
import type { Answer, AnswerCandidate } from './wire.ts'

/** Reads an answer, whole or in pieces: both have one shape. */
export interface AnswerReader {
  /** Throws `ProviderError`; what was appended before stays valid. */
  read(answer: Answer, chunks: ChatChunk[]): void
  readonly complete: boolean
}

export function createAnswerReader(call: BuiltCall, newId: () => string): AnswerReader {
  const candidates = createCandidateReader(call, newId)
  let started = false
  let answering = false
  return {
    get complete() {
      return candidates.complete
    },
    read(answer, chunks) {
      if (answer.error) throw toInlineError(call, answer.error)
      if (!started) chunks.push(toStart(answer))
      started = true
      const block = answer.promptFeedback?.blockReason
      if (block && !answer.candidates?.length) throw blocked(call, block, answer)
      const before = chunks.length
      for (const candidate of answer.candidates ?? []) candidates.read(candidate, chunks)
      const fields = metadataOf(answer.candidates ?? [])
      if (fields) chunks.push({ type: 'provider_fields', fields })
      // Counts alone are no beginning: a failure right after them can still be tried elsewhere.
      answering ||= chunks.length > before
      if (answer.usageMetadata && answering)
        chunks.push({ type: 'usage', usage: toUsage(answer.usageMetadata) })
    },
  }
}

function toStart({ responseId, modelVersion }: Answer): ChatChunk {
  return {
    type: 'start',
    ...(responseId ? { id: responseId } : {}),
    ...(modelVersion ? { model: modelVersion } : {}),
  }
}

/** LiteLLM's names for what comes beside the words. */
const METADATA = [
  ['groundingMetadata', 'vertex_ai_grounding_metadata'],
  ['urlContextMetadata', 'vertex_ai_url_context_metadata'],
  ['safetyRatings', 'vertex_ai_safety_results'],
  ['citationMetadata', 'vertex_ai_citation_metadata'],
] as const

function metadataOf(candidates: readonly AnswerCandidate[]): Record<string, unknown> | undefined {
  const found = METADATA.flatMap(([wire, name]) => {
    const values = candidates.flatMap((candidate) => (candidate[wire] ? [candidate[wire]] : []))
    return values.length === 0 ? [] : [[name, values] as const]
  })
  return found.length === 0 ? undefined : Object.fromEntries(found)
}

function blocked({ target }: BuiltCall, reason: string, { promptFeedback }: Answer): ProviderError {
  const more = promptFeedback?.blockReasonMessage ? `: ${promptFeedback.blockReasonMessage}` : ''
  return new ProviderError('content_policy', `The prompt was blocked (${reason})${more}`, {
    provider: target.provider,
    code: reason,
  })
}

/** Reads the whole answer of generateContent. `newId` names the calls of tools. */
export function parseAnswer(call: BuiltCall, response: HttpResponse, newId: () => string): ChatResult {
  const text = bodyText(response.body)
  const answer = parseJson(text)
  const reader = createAnswerReader(call, newId)
  const chunks: ChatChunk[] = []
  if (answer) reader.read(answer, chunks)
  if (!answer?.candidates?.length) {
    throw new ProviderError('bad_gateway', 'The answer holds no candidates; check api_base and model', {
      provider: call.target.provider,
      upstreamStatus: response.status,
      upstreamBody: text.slice(0, 2000),
      upstreamHeaders: response.headers,
    })
  }
  const assembler = createAssembler()
  for (const chunk of chunks) assembler.add(chunk)
  return assembler.result({ warnings: call.warnings, upstreamHeaders: response.headers })
}

export function parseJson(text: string): Answer | undefined {
  try {
    const parsed: unknown = JSON.parse(text)
    return typeof parsed === 'object' && parsed !== null ? (parsed as Answer) : undefined
  } catch {
    return undefined
  }
}
