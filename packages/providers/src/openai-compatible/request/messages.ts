import type { Adjustments } from '../../spec/adjustments.ts'
import { ProviderError } from '../../spec/error.ts'
import type {
  AssistantMessage,
  AssistantPart,
  ChatMessage,
  ToolMessage,
  UserPart,
} from '../../spec/message.ts'
import { openDetails } from '../../spec/signatures.ts'
import type { CompatibleProvider } from '../provider.ts'
import { toCallId } from './call-ids.ts'
import { type ContentContext, toContent, toPart } from './content.ts'

type WireMessage = Readonly<Record<string, unknown>>

/** Messages in OpenAI's dialect, in order. */
export function toMessages(messages: readonly ChatMessage[], context: ContentContext): WireMessage[] {
  const wire: WireMessage[] = []
  let images: unknown[] = []
  const flushImages = () => {
    if (images.length > 0) wire.push({ role: 'user', content: images })
    images = []
  }
  for (const message of messages) {
    if (message.role !== 'tool') flushImages()
    const name = message.name === undefined || !context.provider.messageNames ? {} : { name: message.name }
    if (message.role === 'assistant') wire.push({ ...toAssistant(message, context), ...name })
    else if (message.role === 'tool') wire.push(toToolResult(message, context, images))
    else wire.push({ role: message.role, content: toContent(message.content, context), ...name })
  }
  flushImages()
  return inOrderOf(wire, context)
}

const BRIDGE = { role: 'assistant', content: 'OK.' }

/** Some services want turns to follow one another as they do in a chat, and the beginning of an answer marked as such. */
function inOrderOf(wire: WireMessage[], { provider, adjust }: ContentContext): WireMessage[] {
  const last = wire.at(-1)
  if (provider.prefixMark && last?.role === 'assistant') wire.splice(-1, 1, { ...last, prefix: true })
  if (!provider.bridgeAfterTools) return wire
  const bridged = wire.flatMap((message, index) =>
    message.role === 'user' && wire[index - 1]?.role === 'tool' ? [BRIDGE, message] : [message],
  )
  if (bridged.length > wire.length)
    adjust.warn(`"OK." of the assistant was put after results of tools: ${provider.name} takes no user there`)
  return bridged
}

/** Everything that was said, as one text. Throws `ProviderError` (bad_request) for what is none. */
export function toPrompt(messages: readonly ChatMessage[]): string {
  const parts = messages.flatMap(({ content }): readonly (UserPart | AssistantPart)[] => content)
  return parts.map((part) => (part.type === 'text' ? part.text : refusePart(part.type))).join('\n')
}

function refusePart(type: string): never {
  throw new ProviderError('bad_request', `A model that completes a text takes no ${type}`, {
    provider: 'text-completion-openai',
    param: 'messages',
  })
}

function toAssistant(message: AssistantMessage, context: ContentContext): WireMessage {
  const texts = message.content.filter((part) => part.type === 'text')
  const calls = message.content.filter((part) => part.type === 'tool_call')
  const details = context.provider.reasoningDetails ? detailsOf(message) : undefined
  const reasoning = details ? '' : replayedReasoning(message, context.provider, context.adjust)
  return {
    role: 'assistant',
    content: texts.length === 0 ? (calls.length > 0 ? null : '') : toContent(texts, context),
    ...(reasoning === '' ? {} : { reasoning_content: reasoning }),
    ...(details ? { reasoning_details: details } : {}),
    ...(calls.length === 0
      ? {}
      : {
          tool_calls: calls.map((call) => ({
            id: toCallId(call.id, context.provider),
            type: 'function',
            function: { name: call.name, arguments: call.arguments || '{}' },
          })),
        }),
  }
}

/** Each signature holds all that the one before it does. */
function detailsOf({ content }: AssistantMessage): readonly unknown[] | undefined {
  const signatures = content.flatMap((part) =>
    part.type === 'reasoning' ? [openDetails(part.signature)] : [],
  )
  return signatures.findLast((details) => details !== undefined)
}

function replayedReasoning(
  message: AssistantMessage,
  provider: CompatibleProvider,
  adjust: Adjustments,
): string {
  const parts = message.content.filter((part) => part.type === 'reasoning')
  if (parts.length === 0) return ''
  if (provider.reasoningReplay) return parts.map((part) => part.text).join('')
  adjust.warn(`Earlier reasoning was left out: ${provider.name} takes none back`)
  return ''
}

/** A tool message holds text only; images follow in a user message after the last result. */
function toToolResult(message: ToolMessage, context: ContentContext, images: unknown[]): WireMessage {
  const texts = message.content.filter((part) => part.type === 'text')
  const others = message.content.filter((part) => part.type !== 'text')
  if (others.length > 0) {
    context.adjust.warn(
      'Images and files of tool results were sent in a user message: tool messages hold text only',
    )
    images.push({ type: 'text', text: `From tool call ${message.toolCallId}:` })
    images.push(...others.map((part) => toPart(part, context)))
  }
  const content = texts.length === 0 ? (others.length > 0 ? '(see below)' : '') : toContent(texts, context)
  return { role: 'tool', tool_call_id: toCallId(message.toolCallId, context.provider), content }
}
