import type { Target } from '../../spec/adapter.ts'
import { type Adjustments, createAdjustments } from '../../spec/adjustments.ts'
import { createToolNames, type ToolNames } from '../../spec/tool-names.ts'
import { type GeminiTraits, traitsOf } from '../model.ts'
import type { MediaOf } from './media.ts'

/** What the parts of one request share while it is put together. */
export interface Draft extends Adjustments {
  readonly model: string
  readonly can: GeminiTraits
  readonly toolNames: ToolNames
  readonly mediaOf: MediaOf
}

export function createDraft(target: Target, model: string, mediaOf: MediaOf): Draft {
  return {
    ...createAdjustments(target, model),
    model,
    can: traitsOf(model),
    toolNames: createToolNames(),
    mediaOf,
  }
}
