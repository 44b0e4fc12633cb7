import type { Target } from '../../spec/adapter.ts'
import { fitToTarget } from '../../spec/fit-to-target.ts'
import type { ChatRequest } from '../../spec/request.ts'
import { capabilitiesOf } from '../capabilities.ts'
import type { BedrockModel } from '../model-id.ts'
import type { ConverseBody } from '../wire.ts'
import { betasFor, LONG_CONTEXT } from './betas.ts'
import { createDocumentNames } from './document-names.ts'
import { createDraft } from './draft.ts'
import { planExtra } from './extra.ts'
import { planInference } from './inference.ts'
import type { MediaOf } from './media.ts'
import { toTurns } from './messages.ts'
import { moveSystemIntoTurns, toSystem } from './system.ts'
import { planThinking } from './thinking.ts'
import { planTools } from './tools.ts'

interface BuiltBody {
  readonly body: ConverseBody
  readonly warnings: readonly string[]
  readonly toolNames: ReadonlyMap<string, string>
  readonly answerTool?: string
}

/**
 * The body of Converse and ConverseStream (they are the same). Equal requests give equal bytes, so that cached
 * prompt prefixes match. Throws `ProviderError` (bad_request, unsupported_params).
 */
export function buildBody(
  asked: ChatRequest,
  target: Target,
  model: BedrockModel,
  mediaOf: MediaOf,
): BuiltBody {
  const draft = createDraft(target, model.baseModel, capabilitiesOf(model.baseModel))
  const request = fitToTarget(asked, target, draft)
  const thinking = planThinking(request, draft)
  const tools = planTools(request, thinking.active, draft)
  const inference = planInference(request, thinking, draft)
  const longContext = model.longContext ? [LONG_CONTEXT] : []
  const betas = [...betasFor(request, model.baseModel), ...longContext]
  const extra = planExtra(request.extra ?? {}, betas, draft)
  const system = toSystem(request.messages, draft)
  const messages = toTurns(request.messages, { draft, mediaOf, documentName: createDocumentNames() })
  if (!draft.can.system) moveSystemIntoTurns(system, messages, draft)
  const fields = { ...inference.fields, ...thinking.fields, ...tools.fields, ...extra.fields }
  const body: ConverseBody = {
    ...(system.length > 0 && draft.can.system ? { system } : {}),
    ...(tools.toolConfig ? { toolConfig: tools.toolConfig } : {}),
    messages,
    ...(Object.keys(inference.config).length > 0 ? { inferenceConfig: inference.config } : {}),
    ...(Object.keys(fields).length > 0 ? { additionalModelRequestFields: fields } : {}),
    ...extra.topLevel,
  }
  return {
    body,
    warnings: [...draft.warnings],
    toolNames: draft.toolNames.renamed,
    ...(tools.answerTool ? { answerTool: tools.answerTool } : {}),
  }
}
