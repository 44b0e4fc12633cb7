import { bedrockParams, compileBedrock } from './bedrock-rule.ts'
import { compileBannedKeywords, compileContentFilter } from './content-filter-rule.ts'
import type { GuardrailEntry } from './guardrail-entry.ts'
import type { GuardrailMode, GuardrailRule } from './guardrail-rule.ts'
import { compilePersonalData } from './personal-data-rule.ts'

interface GuardrailType {
  readonly compile: (entry: GuardrailEntry) => GuardrailRule
  /** Its own keys of `litellm_params` that are acted on. */
  readonly params: ReadonlySet<string>
  readonly modes: readonly GuardrailMode[]
}

const words = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/))
const aroundCalls = ['pre_call', 'during_call', 'post_call', 'pre_mcp_call', 'post_mcp_call'] as const
const everywhere = [...aroundCalls, 'logging_only'] as const

/** The kinds of guardrails that there are here, by LiteLLM's names. */
export const guardrailTypes: Readonly<Record<string, GuardrailType>> = {
  'hide-secrets': { compile: () => ({ kind: 'secrets' }), params: new Set(), modes: everywhere },
  presidio: {
    compile: compilePersonalData,
    params: words('pii_entities_config output_parse_pii'),
    modes: everywhere,
  },
  litellm_content_filter: {
    compile: compileContentFilter,
    params: words('blocked_words patterns'),
    modes: everywhere,
  },
  banned_keywords: {
    compile: compileBannedKeywords,
    params: words('banned_keywords_list'),
    modes: aroundCalls,
  },
  detect_prompt_injection: {
    compile: () => ({ kind: 'prompt-injection' }),
    params: new Set(),
    modes: ['pre_call', 'during_call', 'pre_mcp_call', 'post_mcp_call'],
  },
  bedrock: {
    compile: compileBedrock,
    params: bedrockParams,
    modes: aroundCalls,
  },
}

export function guardrailTypeOf(name: unknown): GuardrailType | undefined {
  return typeof name === 'string' && Object.hasOwn(guardrailTypes, name) ? guardrailTypes[name] : undefined
}
