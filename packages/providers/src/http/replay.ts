import type { ChatChunk } from '../spec/chunk.ts'
import type { AssistantPart } from '../spec/message.ts'
import type { ChatChoice, ChatResult } from '../spec/result.ts'
import type { ChatStream } from './call.ts'

/** Characters of one piece: about as many as models send at a time when they are quick. */
const pieceLength = 24

/** A whole answer as the stream that would have led to it, all of it at once. */
export function replay(result: ChatResult): ChatStream {
  const chunks = chunksOf(result)
  return {
    warnings: result.warnings,
    upstreamHeaders: result.upstreamHeaders,
    cancel: () => undefined,
    async *[Symbol.asyncIterator]() {
      yield chunks
    },
  }
}

function chunksOf({ id, model, created, providerFields, choices, usage }: ChatResult): ChatChunk[] {
  return [
    {
      type: 'start',
      ...(id === undefined ? {} : { id }),
      ...(model === undefined ? {} : { model }),
      ...(created === undefined ? {} : { created }),
    },
    ...choices.flatMap(chunksOfChoice),
    ...(providerFields === undefined ? [] : [{ type: 'provider_fields', fields: providerFields } as const]),
    ...(usage === undefined ? [] : [{ type: 'usage', usage } as const]),
  ]
}

function chunksOfChoice(choice: ChatChoice): ChatChunk[] {
  const { index, content, finishReason, upstreamFinishReason, stopSequence, refusal, providerFields } = choice
  let tools = 0
  const chunks = content.flatMap((part) => chunksOfPart(part, part.type === 'tool_call' ? tools++ : 0))
  const { logprobs } = choice
  // They belong to text: a piece without any carries them.
  if (logprobs !== undefined) chunks.push({ type: 'text', text: '', logprobs })
  if (refusal !== undefined) chunks.push({ type: 'refusal', text: refusal })
  if (providerFields !== undefined)
    chunks.push({ type: 'provider_fields', fields: providerFields, choice: index })
  chunks.push({
    type: 'finish',
    reason: finishReason,
    ...(upstreamFinishReason === undefined ? {} : { upstreamReason: upstreamFinishReason }),
    ...(stopSequence === undefined ? {} : { stopSequence }),
  })
  return index === 0 ? chunks : chunks.map((chunk) => ({ ...chunk, choice: index }))
}

function chunksOfPart(part: AssistantPart, tool: number): ChatChunk[] {
  switch (part.type) {
    case 'text':
      return piecesOf(part.text).map((text) => ({ type: 'text', text }))
    case 'reasoning':
      return [
        ...piecesOf(part.text).map((text): ChatChunk => ({ type: 'reasoning', text })),
        ...(part.signature === undefined
          ? []
          : [{ type: 'reasoning_signature', signature: part.signature } as const]),
      ]
    case 'redacted_reasoning':
      return [{ type: 'redacted_reasoning', data: part.data }]
    case 'tool_call':
      return [
        { type: 'tool_call_start', tool, id: part.id, name: part.name },
        { type: 'tool_call_delta', tool, arguments: part.arguments },
      ]
  }
}

function piecesOf(text: string): string[] {
  return text.match(new RegExp(`[\\s\\S]{1,${pieceLength}}`, 'gu')) ?? []
}
