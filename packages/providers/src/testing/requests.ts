import type { BuiltCall, HttpResponse, Target } from '../spec/adapter.ts'
import type { ChatMessage } from '../spec/message.ts'
import type { ChatRequest } from '../spec/request.ts'

export const SONNET_3_7 = 'converse/us.anthropic.claude-3-7-sonnet-20250219-v1:0'

export function bedrockTarget(overrides: Partial<Target> = {}): Target {
  return { provider: 'bedrock', model: SONNET_3_7, params: {}, dropParams: false, ...overrides }
}

export function anthropicTarget(overrides: Partial<Target> = {}): Target {
  return { provider: 'anthropic', model: 'claude-sonnet-4-5', params: {}, dropParams: false, ...overrides }
}

export function openAiTarget(overrides: Partial<Target> = {}): Target {
  return { provider: 'openai', model: 'gpt-4o-mini', params: {}, dropParams: false, ...overrides }
}

export function geminiTarget(overrides: Partial<Target> = {}): Target {
  return { provider: 'gemini', model: 'gemini-2.5-flash', params: {}, dropParams: false, ...overrides }
}

export function cohereTarget(overrides: Partial<Target> = {}): Target {
  return { provider: 'cohere', model: 'command-a-03-2025', params: {}, dropParams: false, ...overrides }
}

export function ollamaTarget(overrides: Partial<Target> = {}): Target {
  return { provider: 'ollama_chat', model: 'qwen3:8b', params: {}, dropParams: false, ...overrides }
}

export function user(text: string): ChatMessage {
  return { role: 'user', content: [{ type: 'text', text }] }
}

export function assistant(text: string): ChatMessage {
  return { role: 'assistant', content: [{ type: 'text', text }] }
}

export function system(text: string): ChatMessage {
  return { role: 'system', content: [{ type: 'text', text }] }
}

export function toolCall(id: string, name: string, input: object): ChatMessage {
  return {
    role: 'assistant',
    content: [{ type: 'tool_call', id, name, arguments: JSON.stringify(input) }],
  }
}

export function toolResult(toolCallId: string, text: string): ChatMessage {
  return { role: 'tool', toolCallId, content: [{ type: 'text', text }] }
}

export function ask(request: Partial<ChatRequest> = {}): ChatRequest {
  return { messages: [user('hello')], stream: false, ...request }
}

export function builtCall(overrides: Partial<BuiltCall> = {}): BuiltCall {
  return {
    target: bedrockTarget(),
    stream: false,
    request: { method: 'POST', url: 'http://upstream.test/', headers: {} },
    warnings: [],
    ...overrides,
  }
}

export function answer(status: number, body: unknown, headers: Record<string, string> = {}): HttpResponse {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  return { status, headers, body: Buffer.from(text) }
}
