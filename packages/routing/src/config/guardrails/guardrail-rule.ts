/** When a guardrail looks at a call. */
export type GuardrailMode =
  | 'pre_call'
  | 'during_call'
  | 'post_call'
  | 'logging_only'
  | 'pre_mcp_call'
  | 'post_mcp_call'

/** What becomes of a find: it is replaced, or the call is refused. */
export type GuardrailAction = 'mask' | 'block'

/** Personal data that is known by its form, in Presidio's names where it has them. */
export const personalDataKinds = [
  'EMAIL_ADDRESS',
  'CREDIT_CARD',
  'IBAN_CODE',
  'JP_MY_NUMBER',
  'IP_ADDRESS',
  'JP_POSTAL_CODE',
  'PHONE_NUMBER',
] as const
export type PersonalDataKind = (typeof personalDataKinds)[number]

export interface SecretsRule {
  readonly kind: 'secrets'
}

export interface PersonalDataRule {
  readonly kind: 'personal-data'
  readonly actions: ReadonlyMap<PersonalDataKind, GuardrailAction>
  /** What was masked in a prompt is put back into the answer to it. */
  readonly unmask: boolean
}

export interface ContentFilterRule {
  readonly kind: 'content-filter'
  readonly words: readonly { readonly word: string; readonly action: GuardrailAction }[]
  readonly patterns: readonly {
    readonly name: string
    readonly pattern: RegExp
    readonly action: GuardrailAction
  }[]
}

export interface PromptInjectionRule {
  readonly kind: 'prompt-injection'
}

export interface BedrockRule {
  readonly kind: 'bedrock'
  readonly id: string
  readonly version: string
  /** Credentials, region and endpoint, in the words of models. */
  readonly target: Readonly<Record<string, unknown>>
  /** Of a prompt only what its user said last. */
  readonly latestOnly: boolean
  /** What it anonymises is replaced. */
  readonly masksPrompt: boolean
  readonly masksAnswer: boolean
  /** Calls go on while it cannot be asked. */
  readonly failOpen: boolean
  readonly timeoutSeconds: number
}

export type GuardrailRule =
  | SecretsRule
  | PersonalDataRule
  | ContentFilterRule
  | PromptInjectionRule
  | BedrockRule

/** One entry of `guardrails`. */
export interface Guardrail {
  readonly name: string
  /** LiteLLM's name of its kind, as written. */
  readonly type: string
  readonly modes: ReadonlySet<GuardrailMode>
  /** Of every call that does not switch it off; else of those that name it. */
  readonly byDefault: boolean
  readonly rule: GuardrailRule
  readonly info?: unknown
}
