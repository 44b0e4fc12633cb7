import type { Target } from '../../spec/adapter.ts'
import { ProviderError } from '../../spec/error.ts'
import type { Capabilities } from '../capabilities.ts'
import { createToolNames, type ToolNames } from './tool-names.ts'

/** What the parts of one request share while it is put together. */
export interface Draft {
  readonly model: string
  readonly can: Capabilities
  readonly toolNames: ToolNames
  /** Repairs that the provider would otherwise refuse the request for. */
  readonly repair: boolean
  /** Says once what was left out or changed. */
  warn(sentence: string): void
  /** Leaves a parameter out with a warning, or throws `unsupported_params` where dropping is not allowed. */
  drop(param: string, why: string): void
  readonly warnings: ReadonlySet<string>
}

export function createDraft(target: Target, model: string, can: Capabilities): Draft {
  const warnings = new Set<string>()
  const warn = (sentence: string) => {
    warnings.add(sentence)
  }
  return {
    model,
    can,
    toolNames: createToolNames(),
    repair: target.modifyParams ?? false,
    warnings,
    warn,
    drop(param, why) {
      if (target.dropParams) return warn(`${param} was left out: ${why}`)
      throw new ProviderError(
        'unsupported_params',
        `bedrock does not support parameter ${param} for ${model}: ${why}. To leave it out, set drop_params: true`,
        { provider: target.provider, param },
      )
    },
  }
}

export function badRequest(message: string, param?: string): ProviderError {
  return new ProviderError('bad_request', message, { provider: 'bedrock', ...(param ? { param } : {}) })
}
