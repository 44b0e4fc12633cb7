import type { GuardrailEntry } from './guardrail-entry.ts'
import type { BedrockRule } from './guardrail-rule.ts'

const targetParams: ReadonlySet<string> = new Set(
  `aws_access_key_id aws_secret_access_key aws_session_token aws_region_name aws_session_name aws_profile_name
   aws_role_name aws_web_identity_token aws_sts_endpoint aws_external_id aws_bedrock_runtime_endpoint
   api_base api_key`.split(/\s+/),
)

/** Keys of a Bedrock guardrail besides those of AWS. */
export const bedrockParams: ReadonlySet<string> = new Set([
  ...targetParams,
  ...`guardrailIdentifier guardrailVersion mask_request_content mask_response_content unreachable_fallback timeout
      experimental_use_latest_role_message_only`.split(/\s+/),
])

const timeoutSeconds = 10

/** `bedrock`: a guardrail of Amazon Bedrock, asked by ApplyGuardrail. */
export function compileBedrock(entry: GuardrailEntry): BedrockRule {
  const id = entry.text('guardrailIdentifier')
  if (id === undefined)
    return entry.fail('guardrailIdentifier', 'is missing.', 'Write the id or the ARN of the guardrail.')
  return {
    kind: 'bedrock',
    id,
    version: entry.text('guardrailVersion') ?? 'DRAFT',
    target: Object.fromEntries(Object.entries(entry.params).filter(([key]) => targetParams.has(key))),
    latestOnly: entry.boolean('experimental_use_latest_role_message_only') ?? false,
    masksPrompt: entry.boolean('mask_request_content') ?? true,
    masksAnswer: entry.boolean('mask_response_content') ?? true,
    failOpen: readFailOpen(entry),
    timeoutSeconds: entry.number('timeout') ?? timeoutSeconds,
  }
}

function readFailOpen(entry: GuardrailEntry): boolean {
  const word = entry.text('unreachable_fallback') ?? 'fail_closed'
  if (word === 'fail_open' || word === 'fail_closed') return word === 'fail_open'
  return entry.fail('unreachable_fallback', `is "${word}".`, 'Write fail_closed or fail_open.')
}
