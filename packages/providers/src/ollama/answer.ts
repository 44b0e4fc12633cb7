import type { BuiltCall, HttpResponse, StreamDecoder } from '../spec/adapter.ts'
import { createAssembler } from '../spec/assemble.ts'
import { bodyText } from '../spec/body-text.ts'
import type { ChatChunk } from '../spec/chunk.ts'
import { ProviderError } from '../spec/error.ts'
import type { ChatResult } from '../spec/result.ts'
import type { Usage } from '../spec/usage.ts'
import { classify } from './errors.ts'
import type { Answer, WireToolCall } from './wire.ts'

/** Reads answers, whole or line by line: both have one shape. */
interface AnswerReader {
  read(answer: Answer, chunks: ChatChunk[]): void
  readonly done: boolean
}

function createAnswerReader({ target }: BuiltCall, newId: () => string): AnswerReader {
  let started = false
  let tools = 0
  let done = false
  const readCall = ({ id, function: called }: WireToolCall, chunks: ChatChunk[]) => {
    const tool = tools++
    chunks.push({ type: 'tool_call_start', tool, id: id || `call_${newId()}`, name: called?.name ?? '' })
    chunks.push({ type: 'tool_call_delta', tool, arguments: argumentsText(called?.arguments) })
  }
  return {
    get done() {
      return done
    },
    read(answer, chunks) {
      const { error, model, message } = answer
      if (error) throw new ProviderError(classify(error), error, { provider: target.provider })
      if (!started) chunks.push({ type: 'start', ...(model ? { model } : {}) })
      started = true
      if (message?.thinking) chunks.push({ type: 'reasoning', text: message.thinking })
      if (message?.content) chunks.push({ type: 'text', text: message.content })
      for (const call of message?.tool_calls ?? []) readCall(call, chunks)
      if (!answer.done) return
      done = true
      const upstreamReason = answer.done_reason ?? 'stop'
      const reason = upstreamReason === 'length' ? 'length' : tools > 0 ? 'tool_calls' : 'stop'
      chunks.push({ type: 'usage', usage: toUsage(answer) }, { type: 'finish', reason, upstreamReason })
    },
  }
}

function argumentsText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value ?? {})
}

function toUsage({ prompt_eval_count: inputTokens = 0, eval_count: outputTokens = 0 }: Answer): Usage {
  const totalTokens = inputTokens + outputTokens
  return { inputTokens, cacheReadTokens: 0, cacheWriteTokens: 0, outputTokens, totalTokens }
}

/** Reads a whole answer. `newId` names calls of tools that came without an id. */
export function parseAnswer(call: BuiltCall, response: HttpResponse, newId: () => string): ChatResult {
  const text = bodyText(response.body)
  const answer = parseLine(text)
  if (answer?.message === undefined && !answer?.error) {
    throw new ProviderError('bad_gateway', 'The answer holds no message; check api_base and model', {
      provider: call.target.provider,
      upstreamStatus: response.status,
      upstreamBody: text.slice(0, 2000),
      upstreamHeaders: response.headers,
    })
  }
  const chunks: ChatChunk[] = []
  createAnswerReader(call, newId).read({ ...answer, done: true }, chunks)
  const assembler = createAssembler()
  for (const chunk of chunks) assembler.add(chunk)
  return assembler.result({ warnings: call.warnings, upstreamHeaders: response.headers })
}

/** Decodes a stream of lines, each a piece of the answer. It is complete when a line says `done`. */
export function createOllamaDecoder(call: BuiltCall, newId: () => string): StreamDecoder {
  const utf8 = new TextDecoder()
  const answer = createAnswerReader(call, newId)
  const { provider } = call.target
  let held = ''
  const readLines = (text: string, chunks: ChatChunk[]) => {
    const lines = (held + text).split('\n')
    held = lines.pop() ?? ''
    for (const line of lines) if (line.trim() !== '' && !answer.done) readLine(line, chunks)
  }
  const readLine = (line: string, chunks: ChatChunk[]) => {
    const piece = parseLine(line)
    if (piece) return answer.read(piece, chunks)
    const message = `A line of the stream is no JSON: ${line.slice(0, 200)}`
    throw new ProviderError('api_connection', message, { provider })
  }
  return {
    get finished() {
      return answer.done
    },
    push(bytes, chunks) {
      readLines(utf8.decode(bytes, { stream: true }), chunks)
    },
    end(chunks) {
      readLines(`${utf8.decode()}\n`, chunks)
      if (answer.done) return
      throw new ProviderError('api_connection', 'The stream ended in the middle of the answer', { provider })
    },
  }
}

function parseLine(text: string): Answer | undefined {
  try {
    const parsed: unknown = JSON.parse(text)
    return typeof parsed === 'object' && parsed !== null ? (parsed as Answer) : undefined
  } catch {
    return undefined
  }
}
