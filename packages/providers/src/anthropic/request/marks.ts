import type { Target } from '../../spec/adapter.ts'
import { injectCacheMarks } from '../../spec/cache-injection.ts'
import type { ChatRequest } from '../../spec/request.ts'

/** Marks can only be set on neutral messages, so the client's own words give way to them. */
export function withMarks(request: ChatRequest, { params }: Target): ChatRequest {
  const points = params.cache_control_injection_points
  const marked = injectCacheMarks(request, points)
  if (marked === request || request.original === undefined) return marked
  const { original: _, ...neutral } = marked
  return neutral
}
