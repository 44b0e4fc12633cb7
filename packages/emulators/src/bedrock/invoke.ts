import type { ServerResponse } from 'node:http'
import { toEvents, toMessage } from '../anthropic/answer.ts'
import { toConversation, type WireRequest } from '../anthropic/conversation.ts'
import { validationError } from '../aws/aws-error.ts'
import type { Fault } from '../http/faults.ts'
import type { ModelBrain } from '../models/conversation.ts'
import { limitReply } from '../models/limit-reply.ts'
import { sendEvents } from './send-events.ts'

const VERSION = 'bedrock-2023-05-31'
const betas =
  /^(?:computer-use|interleaved-thinking|context-1m|context-management|effort|tool-search-tool|output-128k)-/

interface Invocation {
  readonly modelId: string
  readonly stream: boolean
  readonly body: object
}

/** InvokeModel for Claude: Anthropic's messages without `model` and `stream`. Throws an `AwsError`. */
export async function answerInvocation(
  response: ServerResponse,
  { modelId, stream, body }: Invocation,
  brain: ModelBrain,
  { fault, chunkMs }: { readonly fault: Fault | undefined; readonly chunkMs: number },
): Promise<boolean> {
  const asked = body as WireRequest & Record<string, unknown>
  refuseWhatClaudeDoes(asked)
  const conversation = toConversation({ ...asked, model: modelId })
  const { max_tokens: maxTokens, stop_sequences: stop } = asked
  const reply = limitReply(brain(conversation), { maxTokens, stop })
  if (!stream) {
    response
      .writeHead(200, { 'content-type': 'application/json' })
      .end(JSON.stringify(toMessage(conversation, reply)))
    return true
  }
  response.writeHead(200, { 'content-type': 'application/vnd.amazon.eventstream' })
  const events = toEvents(conversation, reply).map(([type, fields]) => {
    const bytes = Buffer.from(JSON.stringify({ type, ...fields })).toString('base64')
    return ['chunk', { bytes }] as const
  })
  return sendEvents(response, events, fault, chunkMs)
}

function refuseWhatClaudeDoes(body: Readonly<Record<string, unknown>>): void {
  for (const name of ['model', 'stream']) {
    if (name in body) throw validationError(`${name}: Extra inputs are not permitted`)
  }
  if (body.anthropic_version !== VERSION)
    throw validationError(`anthropic_version: Input should be '${VERSION}'`)
  if (body.max_tokens === undefined) throw validationError('max_tokens: Field required')
  const asked = Array.isArray(body.anthropic_beta) ? body.anthropic_beta : []
  if (!asked.every((name) => betas.test(String(name)))) throw validationError('invalid beta flag')
}
