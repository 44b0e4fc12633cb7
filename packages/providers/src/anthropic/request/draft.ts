import type { Target } from '../../spec/adapter.ts'
import { type Adjustments, createAdjustments } from '../../spec/adjustments.ts'
import { ProviderError } from '../../spec/error.ts'
import type { CacheMark } from '../../spec/message.ts'
import { createToolNames, type ToolNames } from '../../spec/tool-names.ts'
import type { AnthropicModel, ModelTraits } from '../model.ts'
import type { Marked } from '../wire.ts'

/** What the parts of one request share while it is put together. */
export interface Draft extends Adjustments {
  readonly model: string
  readonly can: ModelTraits
  readonly toolNames: ToolNames
  /** Betas that something in the request needs. */
  readonly betas: Set<string>
}

export function createDraft(target: Target, { id, traits, longContext }: AnthropicModel): Draft {
  return {
    ...createAdjustments(target, id),
    model: id,
    can: traits,
    toolNames: createToolNames(),
    betas: new Set(longContext ? ['context-1m-2025-08-07'] : []),
  }
}

export function markOf(cache: CacheMark | undefined): Marked {
  if (cache === undefined) return {}
  return { cache_control: { type: 'ephemeral', ...(cache.ttl ? { ttl: cache.ttl } : {}) } }
}

export function badRequest(message: string, param?: string): ProviderError {
  return new ProviderError('bad_request', message, { provider: 'anthropic', ...(param ? { param } : {}) })
}
