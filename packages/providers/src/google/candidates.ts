import type { BuiltCall } from '../spec/adapter.ts'
import type { ChatChunk } from '../spec/chunk.ts'
import { ProviderError } from '../spec/error.ts'
import { sealGoogle, signCallId } from '../spec/signatures.ts'
import { isFailure, toFinishReason } from './finish-reason.ts'
import type { AnswerCandidate, WirePart } from './wire.ts'

interface OpenCandidate {
  /** `{choice}` for candidates after the first. */
  readonly label: { readonly choice?: number }
  readonly images: object[]
  tools: number
  /** What the last chunk was about: a signature after reasoning belongs to it. */
  last?: 'reasoning' | 'other'
  finished: boolean
}

/** Follows the candidates of one answer, however many pieces it comes in. */
export interface CandidateReader {
  /** Throws `ProviderError` when the model gave up. */
  read(candidate: AnswerCandidate, chunks: ChatChunk[]): void
  /** At least one candidate was seen and every one was finished. */
  readonly complete: boolean
}

export function createCandidateReader(call: BuiltCall, newId: () => string): CandidateReader {
  const open = new Map<number, OpenCandidate>()

  const at = (index: number): OpenCandidate => {
    const known = open.get(index)
    if (known) return known
    const label = index === 0 ? {} : { choice: index }
    const fresh: OpenCandidate = { label, images: [], tools: 0, finished: false }
    open.set(index, fresh)
    return fresh
  }
  const readCall = (part: WirePart, candidate: OpenCandidate, chunks: ChatChunk[]) => {
    const { label } = candidate
    const { name = '', args = {} } = part.functionCall ?? {}
    const tool = candidate.tools++
    const id = signCallId(`call_${newId()}`, part.thoughtSignature)
    chunks.push({ type: 'tool_call_start', ...label, tool, id, name: call.toolNames?.get(name) ?? name })
    chunks.push({ type: 'tool_call_delta', ...label, tool, arguments: JSON.stringify(args) })
  }
  const readText = (part: WirePart, candidate: OpenCandidate, chunks: ChatChunk[]) => {
    const { label } = candidate
    const { text = '', thought, thoughtSignature } = part
    if (thought && text !== '') chunks.push({ type: 'reasoning', ...label, text })
    if (thoughtSignature && (thought || candidate.last === 'reasoning')) {
      chunks.push({ type: 'reasoning_signature', ...label, signature: sealGoogle(thoughtSignature) })
    }
    if (!thought && text !== '') chunks.push({ type: 'text', ...label, text })
    candidate.last = thought && !thoughtSignature ? 'reasoning' : 'other'
  }
  const readImage = ({ inlineData }: WirePart, candidate: OpenCandidate, chunks: ChatChunk[]) => {
    const url = `data:${inlineData?.mimeType ?? ''};base64,${inlineData?.data ?? ''}`
    candidate.images.push({ type: 'image_url', index: candidate.images.length, image_url: { url } })
    const fields = { images: [...candidate.images] }
    chunks.push({ type: 'provider_fields', choice: candidate.label.choice ?? 0, fields })
  }
  const readPart = (part: WirePart, candidate: OpenCandidate, chunks: ChatChunk[]) => {
    if (part.functionCall) readCall(part, candidate, chunks)
    else if (part.inlineData) readImage(part, candidate, chunks)
    else if (part.text !== undefined || part.thoughtSignature) readText(part, candidate, chunks)
  }
  return {
    get complete() {
      return open.size > 0 && [...open.values()].every(({ finished }) => finished)
    },
    read(wire, chunks) {
      const candidate = at(wire.index ?? 0)
      const parts = wire.content?.parts ?? []
      for (const part of parts) readPart(part, candidate, chunks)
      const logprobs = toLogprobs(wire.logprobsResult)
      if (logprobs) chunks.push({ type: 'text', ...candidate.label, text: '', logprobs })
      if (!wire.finishReason || candidate.finished) return
      if (isFailure(wire.finishReason)) throw failed(call, wire)
      candidate.finished = true
      const reason = toFinishReason(wire.finishReason, candidate.tools > 0)
      chunks.push({ type: 'finish', ...candidate.label, reason, upstreamReason: wire.finishReason })
    },
  }
}

function failed({ target }: BuiltCall, { finishReason, finishMessage }: AnswerCandidate): ProviderError {
  const why = finishMessage ? `: ${finishMessage}` : ''
  return new ProviderError('internal_server', `The model ended with ${finishReason}${why}`, {
    provider: target.provider,
    ...(finishReason ? { code: finishReason } : {}),
  })
}

interface Choice {
  readonly token?: string
  readonly logProbability?: number
}

/** In the shape of OpenAI's. */
function toLogprobs(result: unknown): unknown {
  const { chosenCandidates, topCandidates } = (result ?? {}) as {
    chosenCandidates?: readonly Choice[]
    topCandidates?: readonly { candidates?: readonly Choice[] }[]
  }
  if (!chosenCandidates) return undefined
  const content = chosenCandidates.map((chosen, index) => ({
    ...toLogprob(chosen),
    top_logprobs: (topCandidates?.[index]?.candidates ?? []).map(toLogprob),
  }))
  return { content }
}

function toLogprob({ token = '', logProbability = 0 }: Choice): object {
  return { token, logprob: logProbability, bytes: [...Buffer.from(token)] }
}
