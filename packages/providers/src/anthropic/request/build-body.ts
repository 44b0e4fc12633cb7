import type { BuiltCall, Target } from '../../spec/adapter.ts'
import { fitToTarget } from '../../spec/fit-to-target.ts'
import type { ChatRequest } from '../../spec/request.ts'
import type { AnthropicModel } from '../model.ts'
import { createDraft, type Draft } from './draft.ts'
import { extraFields } from './extra.ts'
import { toSystem, toTurns } from './messages.ts'
import { completeOriginal } from './original.ts'
import { samplingFields } from './sampling.ts'
import { planThinking } from './thinking.ts'
import { planTools } from './tools.ts'

type Fields = Readonly<Record<string, unknown>>

interface BuiltBody extends Pick<BuiltCall, 'warnings' | 'toolNames' | 'answerTool' | 'keepOriginal'> {
  readonly body: Fields
  readonly betas: readonly string[]
}

/** What LiteLLM sends when nobody says how long an answer may be and the model is not known. */
const DEFAULT_MAX_TOKENS = 4096

/**
 * The body of a message. Equal requests give equal bytes, so that cached prompt prefixes match. Throws `ProviderError`
 * (bad_request, unsupported_params).
 */
export function buildBody(request: ChatRequest, target: Target, model: AnthropicModel): BuiltBody {
  const draft = createDraft(target, model)
  const longest = target.maxOutputTokens ?? DEFAULT_MAX_TOKENS
  const { fields, answerTool } = request.original
    ? { fields: completeOriginal(request.original.body, request, draft, longest), answerTool: undefined }
    : translate(fitToTarget(request, target, draft), draft, longest)
  return {
    body: {
      model: model.id,
      ...fields,
      ...asFields(target.params.extra_body),
      ...(request.stream ? { stream: true } : {}),
    },
    betas: [...draft.betas],
    warnings: [...draft.warnings],
    toolNames: draft.toolNames.renamed,
    ...(answerTool === undefined ? {} : { answerTool }),
    ...(request.original ? { keepOriginal: true } : {}),
  }
}

/** What a count does not take: it has no answer. */
const ANSWER_FIELDS = new Set([
  'max_tokens',
  'stream',
  'temperature',
  'top_p',
  'top_k',
  'stop_sequences',
  'metadata',
])

/** The body of a count of the prompt. */
export function toCountBody(body: Fields): Fields {
  return Object.fromEntries(Object.entries(body).filter(([name]) => !ANSWER_FIELDS.has(name)))
}

function translate(
  request: ChatRequest,
  draft: Draft,
  longest: number,
): { readonly fields: Fields; readonly answerTool: string | undefined } {
  const thinking = planThinking(request, draft)
  const { outputFormat, answerTool, ...tools } = planTools(request, thinking.active, draft)
  const system = toSystem(request.messages)
  const { output_config: effort, ...asked } = thinking.fields
  const output = { ...asFields(effort), ...(outputFormat ? { format: outputFormat } : {}) }
  const fields = {
    max_tokens: thinking.maxTokens ?? longest,
    ...tools,
    ...(system.length === 0 ? {} : { system }),
    messages: toTurns(request.messages, draft),
    ...samplingFields(request, thinking.active, draft),
    ...asked,
    ...(Object.keys(output).length === 0 ? {} : { output_config: output }),
    ...(request.user === undefined ? {} : { metadata: { user_id: request.user } }),
    ...extraFields(request.extra, draft),
  }
  return { fields, answerTool }
}

function asFields(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? (value as Fields) : {}
}
