import type { BuiltCall, Target } from '../../spec/adapter.ts'
import { tellUnusedMarks } from '../../spec/cache-marks.ts'
import { fitToTarget } from '../../spec/fit-to-target.ts'
import { OPENAI_ONLY } from '../../spec/openai-parameters.ts'
import type { ChatRequest } from '../../spec/request.ts'
import { toContents, toSystemInstruction } from './contents.ts'
import { createDraft, type Draft } from './draft.ts'
import { generationConfig } from './generation-config.ts'
import type { MediaOf } from './media.ts'
import { toolFields } from './tools.ts'

type Fields = Readonly<Record<string, unknown>>

interface BuiltBody extends Pick<BuiltCall, 'warnings' | 'toolNames'> {
  readonly body: Fields
}

/**
 * The body of generateContent, streamed or not. Equal requests give equal bytes, so that cached prompt prefixes match.
 * Throws `ProviderError` (bad_request, unsupported_params).
 */
export function buildBody(asked: ChatRequest, target: Target, model: string, mediaOf: MediaOf): BuiltBody {
  const draft = createDraft(target, model, mediaOf)
  const request = fitToTarget(asked, target, draft)
  tellUnusedMarks(request, 'Gemini', draft)
  if (request.user !== undefined) draft.warn('user was left out: Gemini does not take it')
  const system = toSystemInstruction(request.messages)
  const extra = extraFields(request.extra, draft)
  const config = { ...generationConfig(request, draft), ...extra.config }
  const { extra_body: extraBody } = target.params
  return {
    body: {
      contents: toContents(request.messages, draft),
      ...(system ? { systemInstruction: system } : {}),
      ...toolFields(request, draft),
      ...(Object.keys(config).length > 0 ? { generationConfig: config } : {}),
      ...extra.top,
      ...(typeof extraBody === 'object' ? extraBody : {}),
    },
    warnings: [...draft.warnings],
    toolNames: draft.toolNames.renamed,
  }
}

/** LiteLLM's words for what stands beside the conversation. */
const TOP_LEVEL: Readonly<Record<string, string>> = {
  safety_settings: 'safetySettings',
  safetySettings: 'safetySettings',
  cached_content: 'cachedContent',
  cachedContent: 'cachedContent',
  labels: 'labels',
}

/** Understood above. */
const READ = new Set(['modalities', 'web_search_options'])

/** Parameters without a neutral name: OpenAI's own are dropped, the others are taken for Google's. */
function extraFields(extra: Fields = {}, draft: Draft): { readonly top: Fields; readonly config: Fields } {
  const top: Record<string, unknown> = {}
  const config: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(extra)) {
    if (value === undefined || value === null || READ.has(name)) continue
    const known = TOP_LEVEL[name]
    if (known) top[known] = value
    else if (OPENAI_ONLY.has(name) || name === 'service_tier') {
      if (name !== 'stream_options') draft.drop(name, 'Gemini has no counterpart')
    } else config[name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())] = value
  }
  return { top, config }
}
