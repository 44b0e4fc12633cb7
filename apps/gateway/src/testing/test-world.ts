import Anthropic from '@anthropic-ai/sdk'
import {
  type AnthropicEmulator,
  type BedrockEmulator,
  emulatorIdentity,
  type ModelBrain,
  type OpenAiEmulator,
  startAnthropicEmulator,
  startBedrockEmulator,
  startOpenAiEmulator,
} from '@kansoku/emulators'
import OpenAI from 'openai'
import { type ArrivedEvent, type FakeServer, internalSecret, startFakeServer } from './fake-server.ts'
import { masterKey, startTestGateway, type TestGateway } from './start-test-gateway.ts'

const weather: ModelBrain = ({ turns, tools }) => {
  const last = turns.at(-1)
  if (last?.toolResults.length) return { text: `It is ${last.toolResults[0]?.text}.`, toolCalls: [] }
  if (tools.length > 0) {
    return { text: '', toolCalls: [{ id: 'tooluse_1', name: 'get_weather', input: { city: 'Tokyo' } }] }
  }
  return { text: `You said: ${last?.text ?? ''}`, toolCalls: [] }
}

/** A gateway between emulated upstreams and a server that keeps what it gets. */
export interface TestWorld extends AsyncDisposable {
  readonly bedrock: BedrockEmulator
  readonly openAi: OpenAiEmulator
  readonly anthropic: AnthropicEmulator
  readonly server: FakeServer
  readonly gateway: TestGateway
  /** The unmodified client of OpenAI, without retries of its own. */
  client(suffix?: string): OpenAI
  /** The unmodified client of Anthropic, without retries of its own. */
  anthropicClient(): Anthropic
  /** The trace and the generations of one call, once they have been delivered. */
  recorded(
    traceId: string,
    count?: number,
  ): Promise<{ trace: ArrivedEvent['body']; generations: ArrivedEvent['body'][] }>
  clearFaults(): void
}

export const question = [{ role: 'user' as const, content: 'good morning' }]

/** Models: `claude` (falls back to `old-claude`), `old-claude`, `sonnet` (Anthropic's own), `gpt`, `vectors` and `mocked`. */
export async function openTestWorld(): Promise<TestWorld> {
  const bedrock = await startBedrockEmulator({ brain: weather })
  const openAi = await startOpenAiEmulator({ brain: weather })
  const anthropic = await startAnthropicEmulator({ brain: weather })
  const server = await startFakeServer()
  const gateway = await startTestGateway({
    config: configFor(bedrock.url, `${openAi.url}/v1`, anthropic.url),
    env: { KANSOKU_SERVER_URL: server.url, KANSOKU_INTERNAL_SECRET: internalSecret },
  })
  return {
    bedrock,
    openAi,
    anthropic,
    server,
    gateway,
    client: (suffix = '/v1') =>
      new OpenAI({ baseURL: `${gateway.url}${suffix}`, apiKey: masterKey, maxRetries: 0 }),
    anthropicClient: () => new Anthropic({ baseURL: gateway.url, apiKey: masterKey, maxRetries: 0 }),
    async recorded(traceId, count = 1) {
      for (;;) {
        const all = server.events.filter(({ type }) => type === 'generation-create')
        const generations = all.filter(({ body }) => body.traceId === traceId).map(({ body }) => body)
        const trace = server.events.find(({ type, body }) => type === 'trace-create' && body.id === traceId)
        if (trace && generations.length >= count) return { trace: trace.body, generations }
        await server.generations(all.length + 1)
      }
    },
    clearFaults() {
      bedrock.faults.clear()
      openAi.faults.clear()
      anthropic.faults.clear()
    },
    async [Symbol.asyncDispose]() {
      await gateway[Symbol.asyncDispose]()
      await Promise.all([bedrock, openAi, anthropic, server].map((one) => one[Symbol.asyncDispose]()))
    },
  }
}

function configFor(bedrockUrl: string, openAiUrl: string, anthropicUrl: string): object {
  const aws = {
    aws_bedrock_runtime_endpoint: bedrockUrl,
    aws_access_key_id: emulatorIdentity.accessKeyId,
    aws_secret_access_key: emulatorIdentity.secretAccessKey,
    aws_region_name: 'us-east-1',
  }
  const onBedrock = (model_name: string, id: string) => ({
    model_name,
    litellm_params: { model: `bedrock/converse/${id}`, ...aws },
  })
  return {
    model_list: [
      onBedrock('claude', 'us.anthropic.claude-3-7-sonnet-20250219-v1:0'),
      onBedrock('old-claude', 'anthropic.claude-3-5-sonnet-20240620-v1:0'),
      {
        model_name: 'gpt',
        litellm_params: { model: 'openai/gpt-4o', api_base: openAiUrl, api_key: 'sk-emulator' },
      },
      {
        model_name: 'sonnet',
        litellm_params: {
          model: 'anthropic/claude-sonnet-4-5',
          api_base: anthropicUrl,
          api_key: 'sk-ant-emulator',
        },
      },
      {
        model_name: 'vectors',
        litellm_params: {
          model: 'openai/text-embedding-3-small',
          api_base: openAiUrl,
          api_key: 'sk-emulator',
        },
      },
      { model_name: 'mocked', litellm_params: { model: 'openai/gpt-4o', mock_response: 'pong' } },
      {
        model_name: 'mocked-vectors',
        litellm_params: { model: 'openai/text-embedding-3-small', mock_response: [1, 2, 3] },
      },
    ],
    litellm_settings: {
      fallbacks: [{ claude: ['old-claude'] }],
      num_retries: 1,
      drop_params: true,
      success_callback: ['langfuse'],
      langfuse_default_tags: ['cache_hit', 'user_api_key_alias', 'user_api_key_user_id', 'proxy_base_url'],
    },
    router_settings: { retry_after: 0, disable_cooldowns: true },
  }
}
