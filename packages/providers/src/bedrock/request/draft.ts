import type { Target } from '../../spec/adapter.ts'
import { type Adjustments, createAdjustments } from '../../spec/adjustments.ts'
import { ProviderError } from '../../spec/error.ts'
import { createToolNames, type ToolNames } from '../../spec/tool-names.ts'
import type { Capabilities } from '../capabilities.ts'

/** What the parts of one request share while it is put together. */
export interface Draft extends Adjustments {
  readonly model: string
  readonly can: Capabilities
  readonly toolNames: ToolNames
  /** Repairs that the provider would otherwise refuse the request for. */
  readonly repair: boolean
}

export function createDraft(target: Target, model: string, can: Capabilities): Draft {
  return {
    ...createAdjustments(target, model),
    model,
    can,
    toolNames: createToolNames(),
    repair: target.modifyParams ?? false,
  }
}

export function badRequest(message: string, param?: string): ProviderError {
  return new ProviderError('bad_request', message, { provider: 'bedrock', ...(param ? { param } : {}) })
}
