import { emulatorIdentity } from '../aws/identity.ts'
import { startBedrockEmulator } from '../bedrock/bedrock-emulator.ts'
import { startOpenAiEmulator } from '../openai/openai-emulator.ts'
import { demoBrain } from './demo-brain.ts'

/** A demo model: its name at the gateway and the real model whose wire format and prices it has. */
export interface DemoModel {
  readonly name: string
  /** As in `litellm_params.model`. */
  readonly model: string
  /** Names of demo models to fall back to. */
  readonly fallbacks?: readonly string[]
  /** Refuses every call as overloaded, to show errors and fallbacks. */
  readonly overloaded?: boolean
}

export const demoModels: readonly DemoModel[] = [
  { name: 'demo-claude-sonnet-4', model: 'bedrock/converse/us.anthropic.claude-sonnet-4-20250514-v1:0' },
  { name: 'demo-claude-3-7-sonnet', model: 'bedrock/converse/us.anthropic.claude-3-7-sonnet-20250219-v1:0' },
  { name: 'demo-nova-pro', model: 'bedrock/converse/us.amazon.nova-pro-v1:0' },
  { name: 'demo-deepseek-r1', model: 'bedrock/converse/us.deepseek.r1-v1:0' },
  { name: 'demo-gpt-4o-mini', model: 'openai/gpt-4o-mini' },
  {
    name: 'demo-overloaded',
    model: 'bedrock/converse/us.anthropic.claude-3-5-sonnet-20241022-v2:0',
    fallbacks: ['demo-claude-3-7-sonnet'],
    overloaded: true,
  },
]

export interface DemoUpstreams extends AsyncDisposable {
  /** For `aws_bedrock_runtime_endpoint`. */
  readonly bedrockUrl: string
  readonly accessKeyId: string
  readonly secretAccessKey: string
  /** For `api_base`, `/v1` included. */
  readonly openAiUrl: string
  readonly openAiKey: string
}

/** Starts the emulated services behind the demo models; `chunkMs` paces their streams. */
export async function startDemoUpstreams({
  chunkMs = 12,
}: {
  readonly chunkMs?: number
} = {}): Promise<DemoUpstreams> {
  const openAiKey = 'sk-demo-upstream'
  const bedrock = await startBedrockEmulator({ brain: demoBrain, chunkMs })
  const openAi = await startOpenAiEmulator({ brain: demoBrain, chunkMs, apiKeys: [openAiKey] })
  for (const { model } of demoModels.filter((candidate) => candidate.overloaded)) {
    const modelId = model.replace('bedrock/converse/', '')
    bedrock.faults.add({ kind: 'status', status: 429 }, { model: modelId, times: Number.POSITIVE_INFINITY })
  }
  return {
    bedrockUrl: bedrock.url,
    accessKeyId: emulatorIdentity.accessKeyId,
    secretAccessKey: emulatorIdentity.secretAccessKey,
    openAiUrl: `${openAi.url}/v1`,
    openAiKey,
    async [Symbol.asyncDispose]() {
      await bedrock[Symbol.asyncDispose]()
      await openAi[Symbol.asyncDispose]()
    },
  }
}
