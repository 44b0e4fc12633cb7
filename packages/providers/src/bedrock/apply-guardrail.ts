import { exchangeWhole } from '../http/call.ts'
import type { CallLimits } from '../http/deadlines.ts'
import type { Transport } from '../http/transport.ts'
import type { BuiltCall, Target } from '../spec/adapter.ts'
import type { BedrockPorts } from './adapter.ts'
import { createAwsAuthorizer } from './authorize.ts'
import { createClockCorrection } from './clock-skew.ts'
import { createProfiles } from './credentials/profiles.ts'
import { createCredentialSource } from './credentials/source.ts'
import { parseBedrockError } from './errors.ts'
import { type GuardrailAssessment, readAssessment } from './guardrail-assessment.ts'
import { readSettings } from './settings.ts'

export interface GuardrailQuestion {
  /** Id or ARN. */
  readonly id: string
  readonly version: string
  readonly side: 'prompt' | 'answer'
  readonly texts: readonly string[]
  /** Credentials, region and endpoint as models give them. */
  readonly params: Target['params']
}

export interface BedrockGuardrails {
  /** What a guardrail says of texts. Rejects with `ProviderError` only. */
  apply(question: GuardrailQuestion, limits: CallLimits): Promise<GuardrailAssessment>
}

/** Guardrails of Amazon Bedrock, asked apart from any model (ApplyGuardrail of the Bedrock Runtime API). */
export function createBedrockGuardrails(transport: Transport, ports: BedrockPorts): BedrockGuardrails {
  const profiles = ports.profiles ?? createProfiles(ports.env)
  const aws = createAwsAuthorizer({
    service: 'bedrock',
    takesKeys: true,
    env: ports.env,
    credentials: ports.credentials ?? createCredentialSource({ now: ports.now, env: ports.env }),
    clock: createClockCorrection(ports.now),
  })
  return {
    async apply({ id, version, side, texts, params }, limits) {
      const target = {
        provider: 'bedrock',
        model: id,
        params: { ...params, model_id: id },
        dropParams: false,
      }
      const build = async (signal: AbortSignal): Promise<BuiltCall> => {
        const { endpoint, region } = readSettings(target, ports.env, profiles.regionOf)
        const unsigned = {
          method: 'POST' as const,
          url: `${endpoint}/guardrail/${encodeURIComponent(id)}/version/${encodeURIComponent(version)}/apply`,
          headers: { 'content-type': 'application/json', accept: 'application/json' },
          body: Buffer.from(JSON.stringify(toBody(side, texts))),
        }
        const headers = await aws.authorize(unsigned, target, region, signal)
        return { target, stream: false, warnings: [], request: { ...unsigned, headers } }
      }
      const adapter = {
        parseError: parseBedrockError,
        recover(call: BuiltCall, response: Parameters<typeof parseBedrockError>[1]) {
          const { message, code } = parseBedrockError(call, response)
          const { region } = readSettings(target, ports.env, profiles.regionOf)
          return aws.recover(call, response, `${code} ${message}`, region)
        },
      }
      const { whole } = await exchangeWhole(transport, { adapter, target, limits, build })
      return readAssessment(whole.body)
    },
  }
}

function toBody(side: GuardrailQuestion['side'], texts: readonly string[]): object {
  return {
    source: side === 'prompt' ? 'INPUT' : 'OUTPUT',
    content: texts.map((text) => ({ text: { text } })),
  }
}
