import type { CacheMark, ChatMessage } from './message.ts'
import type { ChatRequest } from './request.ts'

interface Point {
  readonly location?: unknown
  readonly role?: unknown
  readonly index?: unknown
  readonly control?: { readonly ttl?: unknown }
}

/**
 * LiteLLM's `cache_control_injection_points`: `{location: "message", role}` marks every message of a role,
 * `{location: "message", index}` one message (negative from the end), each on its last part.
 */
export function injectCacheMarks(request: ChatRequest, points: unknown): ChatRequest {
  if (!Array.isArray(points) || points.length === 0) return request
  const marks = new Map<number, CacheMark>()
  for (const point of points as readonly Point[]) {
    if (point?.location !== undefined && point.location !== 'message') continue
    const mark: CacheMark = point?.control?.ttl === '1h' ? { ttl: '1h' } : {}
    for (const index of indexesOf(point, request.messages)) marks.set(index, mark)
  }
  const messages = request.messages.map((message, index) => {
    const mark = marks.get(index)
    return mark ? markLast(message, mark) : message
  })
  return { ...request, messages }
}

function indexesOf(point: Point, messages: readonly ChatMessage[]): readonly number[] {
  if (point.index !== undefined && point.index !== null) {
    const index = Number(point.index)
    return Number.isInteger(index) ? [index < 0 ? messages.length + index : index] : []
  }
  return messages.flatMap((message, index) => (message.role === point.role ? [index] : []))
}

function markLast<M extends ChatMessage>(message: M, cache: CacheMark): M {
  const content: ChatMessage['content'] = message.content.map((part, index, parts) =>
    index === parts.length - 1 ? { ...part, cache } : part,
  ) as ChatMessage['content']
  return { ...message, content }
}
