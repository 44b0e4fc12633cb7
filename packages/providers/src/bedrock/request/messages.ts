import type {
  AssistantMessage,
  ChatMessage,
  ToolCallPart,
  ToolMessage,
  ToolResultPart,
} from '../../spec/message.ts'
import { isClaudeSignature } from '../../spec/signatures.ts'
import { toWireId } from '../../spec/tool-names.ts'
import type { ContentBlock, Turn } from '../wire.ts'
import { addCachePoint } from './cache-points.ts'
import { type ContentTools, textBlock, toBlocks } from './content.ts'
import { badRequest } from './draft.ts'

const CONTINUE = 'Please continue.'
const NO_OUTPUT = '(no output)'

/** The conversation in turns that alternate, as the service wants them. Throws bad_request when nothing is left. */
export function toTurns(messages: readonly ChatMessage[], tools: ContentTools): Turn[] {
  const turns: Turn[] = []
  for (const message of messages) {
    if (message.role === 'system') continue
    const role = message.role === 'assistant' ? 'assistant' : 'user'
    const content = contentOf(message, tools)
    if (content.length === 0) continue
    const last = turns.at(-1)
    if (last?.role === role) last.content.push(...content)
    else turns.push({ role, content })
  }
  for (const turn of turns) addTextToDocuments(turn, tools)
  return repairEnds(turns, tools)
}

function contentOf(message: Exclude<ChatMessage, { role: 'system' }>, tools: ContentTools): ContentBlock[] {
  if (message.role === 'user') return toBlocks(message.content, tools)
  return message.role === 'tool' ? toToolResult(message, tools) : toAssistantBlocks(message, tools)
}

function toAssistantBlocks(message: AssistantMessage, tools: ContentTools): ContentBlock[] {
  const { draft } = tools
  const reasoning: ContentBlock[] = []
  const blocks: ContentBlock[] = []
  for (const part of message.content) {
    if (part.type === 'reasoning' || part.type === 'redacted_reasoning') {
      const block = toReasoning(part, tools)
      if (block) reasoning.push(block)
      continue
    }
    const block = part.type === 'text' ? textBlock(part) : toToolUse(part, tools)
    if (block) blocks.push(block)
    addCachePoint(blocks, part.cache, 'messages', draft)
  }
  // Reasoning alone is no turn: the model was cut off before it said anything.
  return blocks.length === 0 ? [] : [...reasoning, ...blocks]
}

/** Only reasoning that carries its proof can be replayed, and only to the family of models that wrote it. */
function toReasoning(
  part: Extract<AssistantMessage['content'][number], { type: 'reasoning' | 'redacted_reasoning' }>,
  { draft }: ContentTools,
): ContentBlock | undefined {
  const replayed = draft.can.family === 'claude' && draft.can.reasoning !== 'none'
  if (!replayed) {
    draft.warn(`Earlier reasoning was left out: ${draft.model} takes none back`)
    return undefined
  }
  if (part.type === 'redacted_reasoning') return { reasoningContent: { redactedContent: part.data } }
  if (!isClaudeSignature(part.signature)) {
    draft.warn('Earlier reasoning was left out: it has no signature')
    return undefined
  }
  return { reasoningContent: { reasoningText: { text: part.text, signature: part.signature } } }
}

function toToolUse(part: ToolCallPart, { draft }: ContentTools): ContentBlock {
  if (!draft.can.tools) {
    draft.warn(`Earlier tool calls were written as text: ${draft.model} has no tools`)
    return { text: `[called ${part.name} with ${part.arguments || '{}'}]` }
  }
  const input = parseArguments(part, draft.warn)
  return { toolUse: { toolUseId: toWireId(part.id), name: draft.toolNames.toWire(part.name), input } }
}

/** The service wants an object. What is none (a call that was cut off) is passed on as text inside one. */
function parseArguments(part: ToolCallPart, warn: (sentence: string) => void): unknown {
  if (part.arguments.trim() === '') return {}
  try {
    const input: unknown = JSON.parse(part.arguments)
    if (typeof input === 'object' && input !== null && !Array.isArray(input)) return input
  } catch {
    // Told below.
  }
  warn(`The arguments of tool call ${part.id} (${part.name}) are no JSON object; they were sent as text`)
  return { arguments: part.arguments }
}

function toToolResult(message: ToolMessage, tools: ContentTools): ContentBlock[] {
  const { draft } = tools
  const mark = message.content.findLast((part) => part.cache)?.cache
  const content = toBlocks(message.content.map(withoutMark), tools)
  if (content.length === 0) content.push({ text: NO_OUTPUT })
  const blocks: ContentBlock[] = []
  if (draft.can.tools) {
    const status = message.isError ? { status: 'error' as const } : {}
    blocks.push({ toolResult: { toolUseId: toWireId(message.toolCallId), content, ...status } })
  } else {
    blocks.push({ text: '[tool result]' }, ...content)
  }
  addCachePoint(blocks, mark, 'messages', draft)
  return blocks
}

function withoutMark(part: ToolResultPart): ToolResultPart {
  const { cache: _, ...rest } = part
  return rest
}

/** The service refuses a document without any text beside it. */
function addTextToDocuments(turn: Turn, { draft }: ContentTools): void {
  const has = (kind: string) => turn.content.some((block) => kind in block)
  if (!has('document') || has('text')) return
  draft.warn('A line of text was added: Bedrock takes documents only together with text')
  turn.content.push({ text: 'See the attached document.' })
}

/** Claude refuses a last assistant turn (the beginning of its answer) that ends in white space. */
function trimPrefill(turn: Turn | undefined): void {
  const last = turn?.content.at(-1)
  if (turn?.role !== 'assistant' || last === undefined || !('text' in last)) return
  turn.content.splice(-1, 1, { text: last.text.trimEnd() })
}

function repairEnds(turns: Turn[], { draft }: ContentTools): Turn[] {
  const [first] = turns
  if (first === undefined) {
    throw badRequest('The request has no user or assistant message with content', 'messages')
  }
  if (draft.repair && first.role === 'assistant') {
    draft.warn('A user turn was added before the first assistant turn')
    turns.unshift({ role: 'user', content: [{ text: CONTINUE }] })
  }
  if (draft.repair && turns.at(-1)?.role === 'assistant') {
    draft.warn('A user turn was added after the last assistant turn')
    turns.push({ role: 'user', content: [{ text: CONTINUE }] })
  }
  trimPrefill(turns.at(-1))
  return turns
}
