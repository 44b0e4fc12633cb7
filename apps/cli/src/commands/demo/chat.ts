import type { ChatCompletionChunk, ChatUsage } from '@kansoku/contracts'
import { readServerSentEvents } from './server-sent-events.ts'

/** How a coding agent reaches the gateway. */
export interface GatewayAddress {
  readonly url: string
  readonly key: string
}

export interface ToolCall {
  readonly id: string
  readonly name: string
  readonly arguments: string
}

export interface ChatAnswer {
  readonly status: number
  readonly content: string
  readonly toolCalls: readonly ToolCall[]
  readonly usage: ChatUsage | undefined
  /** What the gateway said when it refused. */
  readonly error: string | undefined
}

export interface ChatRequest {
  readonly model: string
  readonly messages: readonly object[]
  readonly [field: string]: unknown
}

/** Streams a chat completion to its end, or for `stopAfter` chunks, after which the connection is cut. */
export async function streamChat(
  gateway: GatewayAddress,
  request: ChatRequest,
  { stopAfter = Number.POSITIVE_INFINITY }: { stopAfter?: number } = {},
): Promise<ChatAnswer> {
  const response = await post(gateway, { ...request, stream: true, stream_options: { include_usage: true } })
  if (!response.ok || !response.body) return refused(response)
  const parts = new AnswerParts()
  let chunks = 0
  for await (const data of readServerSentEvents(response.body)) {
    if (data === '[DONE]') break
    parts.add(JSON.parse(data) as ChatCompletionChunk)
    // Leaving the loop cancels the body, which closes the connection.
    if (++chunks >= stopAfter) break
  }
  return parts.answer(response.status)
}

/** One chat completion without streaming. */
export async function chat(gateway: GatewayAddress, request: ChatRequest): Promise<ChatAnswer> {
  const response = await post(gateway, request)
  if (!response.ok) return refused(response)
  const { choices = [], usage } = (await response.json()) as {
    choices?: { message?: { content?: string | null } }[]
    usage?: ChatUsage
  }
  const content = choices[0]?.message?.content ?? ''
  return { status: response.status, content, toolCalls: [], usage, error: undefined }
}

function post({ url, key }: GatewayAddress, body: object): Promise<Response> {
  return fetch(`${url}/v1/chat/completions`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${key}`,
      'content-type': 'application/json',
      'user-agent': 'kansoku-demo',
      // Beside models of one's own the gateway keeps those of the demo for who asks for them.
      'x-kansoku-demo': 'on',
    },
    body: JSON.stringify(body),
  })
}

async function refused(response: Response): Promise<ChatAnswer> {
  const text = await response.text()
  let error = text
  try {
    error = (JSON.parse(text) as { error?: { message?: string } }).error?.message ?? text
  } catch {
    // Not the gateway's own answer; show it as it came.
  }
  return { status: response.status, content: '', toolCalls: [], usage: undefined, error }
}

/** Puts an answer together from its chunks; the arguments of a tool call come in pieces under its index. */
class AnswerParts {
  #content = ''
  #usage: ChatUsage | undefined
  readonly #calls = new Map<number, { id: string; name: string; arguments: string }>()

  add(chunk: ChatCompletionChunk): void {
    this.#usage = chunk.usage ?? this.#usage
    const delta = chunk.choices[0]?.delta
    this.#content += delta?.content ?? ''
    for (const { index = 0, id, function: call } of delta?.tool_calls ?? []) {
      const known = this.#calls.get(index) ?? { id: '', name: '', arguments: '' }
      this.#calls.set(index, {
        id: id ?? known.id,
        name: call.name ?? known.name,
        arguments: known.arguments + call.arguments,
      })
    }
  }

  answer(status: number): ChatAnswer {
    const toolCalls = [...this.#calls].sort(([a], [b]) => a - b).map(([, call]) => call)
    return { status, content: this.#content, toolCalls, usage: this.#usage, error: undefined }
  }
}
