import { type AttributeValue, readAttributes } from '../otlp/attributes.ts'
import { genkitContent, googleAgentContent, liveKitContent, mastraContent } from './framework-content.ts'
import { unflatten, unflattenList } from './indexed.ts'
import { parsed, type SpanContext, take, takePrefixed, takeText } from './span-context.ts'

interface InputOutput {
  readonly input?: unknown
  readonly output?: unknown
}

type Source = (context: SpanContext) => InputOutput

/** Attributes that hold a whole input and a whole output, in the order in which they are asked. */
const plainSources: readonly (readonly [string, string])[] = [
  ['mlflow.spanInputs', 'mlflow.spanOutputs'],
  ['traceloop.entity.input', 'traceloop.entity.output'],
  ['input.value', 'output.value'],
  ['input', 'output'],
  ['all_messages', 'final_result'],
  ['tool_arguments', 'tool_response'],
]

/**
 * Where frameworks put what went in and what came out; the first source that has either is taken. Source of the
 * order: Langfuse's OTel endpoint, "Input/output extraction order".
 */
const sources: readonly Source[] = [
  (context) => ({
    input: take(context, 'langfuse.observation.input'),
    output: take(context, 'langfuse.observation.output'),
  }),
  genkitContent,
  vercel,
  spanEvents,
  googleAgentContent,
  (context) => ({
    input: take(context, 'prompt'),
    output: take(context, 'all_messages_events'),
  }),
  liveKitContent,
  ...plainSources.map(
    ([input, output]): Source =>
      (context) => ({ input: take(context, input), output: take(context, output) }),
  ),
  (context) => ({
    input: take(context, 'gen_ai.prompt') ?? unflatten(takePrefixed(context, 'gen_ai.prompt.')),
    output: take(context, 'gen_ai.completion') ?? unflatten(takePrefixed(context, 'gen_ai.completion.')),
  }),
  (context) => ({
    input: messages(takePrefixed(context, 'llm.input_messages.')),
    output: messages(takePrefixed(context, 'llm.output_messages.')),
  }),
  mastraContent,
  genAiMessages,
  (context) => ({
    input: take(context, 'gen_ai.tool.call.arguments'),
    output: take(context, 'gen_ai.tool.call.result'),
  }),
]

export function inputAndOutput(context: SpanContext): InputOutput {
  for (const source of sources) {
    const { input, output } = source(context)
    if (input !== undefined || output !== undefined) {
      return { ...(input !== undefined && { input }), ...(output !== undefined && { output }) }
    }
    if (context.scope.isLangfuse && source === sources[0] && !hasForeignContent(context)) return {}
  }
  return {}
}

/** Langfuse's own spans seldom carry the attributes of other conventions: not worth asking for each. */
function hasForeignContent({ attributes, span }: SpanContext): boolean {
  if ((span.events?.length ?? 0) > 0) return true
  for (const name of attributes.keys()) {
    if (!name.startsWith('langfuse.') && name !== 'user.id' && name !== 'session.id') return true
  }
  return false
}

function vercel(context: SpanContext): InputOutput {
  if (!context.attributes.has('ai.operationId') && !context.attributes.has('operation.name')) return {}
  const input = take(
    context,
    'ai.prompt.messages',
    'ai.prompt',
    'ai.toolCall.args',
    'ai.toolCall.input',
    'ai.value',
    'ai.values',
  )
  const text = take(context, 'ai.response.text', 'ai.result.text')
  const calls = take(context, 'ai.response.toolCalls', 'ai.result.toolCalls')
  const other = take(
    context,
    'ai.response.object',
    'ai.result.object',
    'ai.toolCall.result',
    'ai.toolCall.output',
    'ai.embedding',
    'ai.embeddings',
  )
  const output =
    calls === undefined
      ? (text ?? other)
      : { role: 'assistant', content: text ?? null, tool_calls: parsed(calls) }
  return { input, output }
}

/** Events of the older conventions: one per message, one per choice; or the whole content of a call. */
function spanEvents({ span }: SpanContext): InputOutput {
  const input: unknown[] = []
  const output: unknown[] = []
  let whole: InputOutput = {}
  for (const event of span.events ?? []) {
    const name = event.name ?? ''
    const attributes = readAttributes(event.attributes)
    const said = () => Object.fromEntries([...attributes].map(([key, value]) => [key, parsed(value)]))
    if (name === 'gen_ai.choice') output.push(said())
    else if (/^gen_ai\..+\.message$/.test(name)) {
      input.push({ role: name.split('.')[1], ...said() })
    } else if (name === 'gen_ai.content.prompt') {
      whole = { ...whole, input: attributes.get('gen_ai.prompt') }
    } else if (name === 'gen_ai.content.completion') {
      whole = { ...whole, output: attributes.get('gen_ai.completion') }
    } else if (name === 'gen_ai.client.inference.operation.details') {
      whole = {
        input: attributes.get('gen_ai.input.messages'),
        output: attributes.get('gen_ai.output.messages'),
      }
    }
  }
  return {
    input: whole.input ?? (input.length > 0 ? input : undefined),
    output: whole.output ?? onlyOne(output),
  }
}

function onlyOne(list: readonly unknown[]): unknown {
  return list.length > 1 ? list : list[0]
}

/** OpenInference nests each message under `message.` and its tool calls under `tool_call.`. */
function messages(entries: readonly [string, AttributeValue][]): AttributeValue | undefined {
  return unflattenList(
    entries.map(([path, value]) => [
      path
        .replace(/(^|\.)(\d+)\.(?:message|tool_call|message_content)(?=\.)/g, '$1$2')
        .replace(/message\./, ''),
      value,
    ]),
  )
}

function genAiMessages(context: SpanContext): InputOutput {
  const input = take(context, 'gen_ai.input.messages')
  const system = takeText(context, 'gen_ai.system_instructions')
  const output = take(context, 'gen_ai.output.messages')
  if (system === undefined) return { input, output }
  const list = parsed(input)
  const instructions = { role: 'system', parts: parsed(system) }
  return {
    input: [instructions, ...(Array.isArray(list) ? list : input === undefined ? [] : [input])],
    output,
  }
}
