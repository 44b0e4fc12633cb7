import type { Target } from '../../spec/adapter.ts'
import { type Adjustments, createAdjustments } from '../../spec/adjustments.ts'
import { createToolNames, type ToolNames } from '../../spec/tool-names.ts'

/** What the parts of one request share while it is put together. */
export interface Draft extends Adjustments {
  readonly toolNames: ToolNames
}

export function createDraft(target: Target): Draft {
  return { ...createAdjustments(target, target.model), toolNames: createToolNames() }
}
