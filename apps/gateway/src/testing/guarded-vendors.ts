import {
  type AnthropicEmulator,
  type BedrockEmulator,
  emulatorIdentity,
  type OpenAiEmulator,
  startAnthropicEmulator,
  startBedrockEmulator,
  startOpenAiEmulator,
} from '@kansoku/emulators'
import { type ArrivedEvent, internalSecret, startFakeServer } from './fake-server.ts'
import { type ScriptedVendor, startScriptedVendor } from './scripted-vendor.ts'
import { startTestGateway, type TestGateway } from './start-test-gateway.ts'

export const sonnet = 'us.anthropic.claude-sonnet-4-5-20250929-v1:0'
export const messagesPath = '/anthropic/v1/messages'

/** A request for messages of a model that passes through. */
export const message = (content: unknown, more: object = {}) => ({
  ...{ model: 'claude-opus-4-8', max_tokens: 900, messages: [{ role: 'user', content }] },
  ...more,
})

interface Said {
  readonly traceId: string
  readonly text: string
  readonly status: number
  readonly headers: Headers
}

interface Recorded {
  readonly text: string
  readonly spans: readonly ArrivedEvent['body'][]
  readonly generation: ArrivedEvent['body'] | undefined
}

/** Vendors whose APIs pass through gateways with guardrails. */
export interface GuardedVendors extends AsyncDisposable {
  readonly anthropic: AnthropicEmulator
  readonly openAi: OpenAiEmulator
  readonly bedrock: BedrockEmulator
  /** Behind `/gemini` and `/vllm`. */
  readonly vendor: ScriptedVendor
  /** Looks at answers only where that is asked for. */
  readonly gateway: TestGateway
  /** Looks at all answers. */
  readonly strict: TestGateway
  /** Asks `gateway` in words of a vendor; guardrails are named beside them. */
  say(path: string, body: object, guardrails?: readonly string[]): Promise<Said>
  recorded(traceId: string): Promise<Recorded>
}

function guard(guardrail_name: string, guardrail: string, mode: string, more: object = {}) {
  return { guardrail_name, litellm_params: { guardrail, mode, ...more } }
}

const unicorns = { banned_keywords_list: ['unicorn'] }
const onAsking = [
  guard('secrets', 'hide-secrets', 'pre_call', { default_on: true }),
  guard('attacks', 'detect_prompt_injection', 'pre_call'),
  guard('beside', 'banned_keywords', 'during_call', unicorns),
  guard('people', 'presidio', 'post_call'),
  guard('people-back', 'presidio', 'pre_call', { output_parse_pii: true }),
  guard('words', 'banned_keywords', 'post_call', unicorns),
  guard('record', 'presidio', 'logging_only'),
]
const onAnswering = [
  guard('words', 'banned_keywords', 'post_call', { ...unicorns, default_on: true }),
  guard('people', 'presidio', 'post_call', { default_on: true }),
]

export async function openGuardedVendors(): Promise<GuardedVendors> {
  const anthropic = await startAnthropicEmulator()
  const openAi = await startOpenAiEmulator()
  const bedrock = await startBedrockEmulator()
  const vendor = await startScriptedVendor()
  const server = await startFakeServer()
  const env = {
    ANTHROPIC_BASE_URL: anthropic.url,
    ANTHROPIC_API_KEY: 'sk-ant-emulator',
    OPENAI_API_BASE: `${openAi.url}/v1`,
    OPENAI_API_KEY: 'sk-emulator',
    GEMINI_API_BASE: vendor.url,
    GEMINI_API_KEY: 'gemini-secret',
    HOSTED_VLLM_API_BASE: `${vendor.url}/v1`,
    KANSOKU_SERVER_URL: server.url,
    KANSOKU_INTERNAL_SECRET: internalSecret,
  }
  const claude = {
    model: `bedrock/converse/${sonnet}`,
    aws_bedrock_runtime_endpoint: bedrock.url,
    aws_access_key_id: emulatorIdentity.accessKeyId,
    aws_secret_access_key: emulatorIdentity.secretAccessKey,
    aws_region_name: 'us-east-1',
  }
  const model_list = [{ model_name: 'claude', litellm_params: claude }]
  const gateway = await startTestGateway({ config: { model_list, guardrails: onAsking }, env })
  const strict = await startTestGateway({ config: { model_list, guardrails: onAnswering }, env })
  let calls = 0
  return {
    ...{ anthropic, openAi, bedrock, vendor, gateway, strict },
    async say(path, body, guardrails = []) {
      const traceId = `passed-${++calls}`
      const litellm_metadata = { trace_id: traceId, guardrails }
      const answer = await gateway.fetch(path, { ...body, litellm_metadata })
      const { status, headers } = answer
      return { traceId, text: await answer.text(), status, headers }
    },
    async recorded(traceId) {
      const own = () => server.events.filter(({ body }) => body.traceId === traceId || body.id === traceId)
      while (!own().some(({ type }) => type === 'generation-create')) {
        const all = server.events.filter(({ type }) => type === 'generation-create').length
        await server.generations(all + 1)
      }
      const bodiesOf = (wanted: string) => own().flatMap(({ type, body }) => (type === wanted ? [body] : []))
      return {
        text: JSON.stringify(own()),
        spans: bodiesOf('guardrail-create'),
        generation: bodiesOf('generation-create')[0],
      }
    },
    async [Symbol.asyncDispose]() {
      for (const one of [strict, gateway, server, vendor, bedrock, openAi, anthropic])
        await one[Symbol.asyncDispose]()
    },
  }
}
