import { join, resolve } from 'node:path'
import {
  type BedrockEmulator,
  emulatorIdentity,
  type ModelBrain,
  startBedrockEmulator,
} from '@kansoku/emulators'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { hasPythonExamples, pythonOfExample } from '../../scripts/test/python-examples.ts'
import { platform } from '../kit/langfuse-api.ts'
import { identity, type Product, startProduct } from '../kit/product.ts'
import { runExample } from '../kit/run-example.ts'
import { until } from '../kit/until.ts'

const config = resolve(import.meta.dirname, '../../examples/workshop/litellm/access_key_config.yml')
const model = 'bedrock-converse-us-claude-3-7-sonnet-v1'

/** Asks for the weather first, and says what it has learned then. */
const brain: ModelBrain = ({ turns }) => {
  const [learned] = turns.at(-1)?.toolResults ?? []
  return learned
    ? { text: `It is like this: ${learned.text}`, toolCalls: [] }
    : { text: '', toolCalls: [{ id: 'call_1', name: 'get_weather', input: { city: 'Kyoto' } }] }
}

let bedrock: BedrockEmulator
let product: Product
beforeAll(async () => {
  bedrock = await startBedrockEmulator({ brain })
  product = await startProduct({
    args: ['-c', config],
    env: {
      AWS_BEDROCK_RUNTIME_ENDPOINT: bedrock.url,
      AWS_ACCESS_KEY_ID: emulatorIdentity.accessKeyId,
      AWS_SECRET_ACCESS_KEY: emulatorIdentity.secretAccessKey,
      AWS_REGION_NAME: 'us-east-1',
    },
  })
})
afterAll(async () => {
  await product?.[Symbol.asyncDispose]()
  await bedrock?.[Symbol.asyncDispose]()
})

interface Told {
  readonly said: string
  // biome-ignore lint/suspicious/noExplicitAny: asserted field by field
  readonly trace: any
}

/** Runs a program that asks for the weather, and reads the trace that it names. */
async function run(folder: string, file: string): Promise<Told> {
  const program = file.endsWith('.py') ? pythonOfExample(folder) : process.execPath
  const env = {
    GATEWAY_URL: product.gatewayUrl,
    LITELLM_MASTER_KEY: identity.masterKey,
    LANGFUSE_BASE_URL: product.serverUrl,
    LANGFUSE_PUBLIC_KEY: identity.publicKey,
    LANGFUSE_SECRET_KEY: identity.secretKey,
  }
  const said = await runExample(join(folder, file), env, program)
  expect(said).toMatch(/answer: It is like this: .*Kyoto: sunny, 21 °C/)
  const [, id = ''] = /trace: (\w+)/.exec(said) ?? []
  const trace = await until(async () => {
    const { status, body } = await platform(product, 'GET', `/api/public/traces/${id}`)
    return status === 200 && generationsOf(body).length >= 2 ? body : undefined
  })
  return { said, trace }
}

interface Observed {
  readonly type: string
  readonly name: string
  readonly usageDetails: Readonly<Record<string, number>>
}
const generationsOf = ({ observations }: { readonly observations: readonly Observed[] }) =>
  observations.filter(({ type }) => type === 'GENERATION')
const toolsOf = ({ observations }: { readonly observations: readonly Observed[] }) =>
  observations.filter(({ type }) => type === 'TOOL')

const programs = [
  { folder: 'langchain', file: 'agent.ts', language: 'TypeScript' },
  { folder: 'llamaindex', file: 'tools.ts', language: 'TypeScript' },
  { folder: 'langchain', file: 'agent.py', language: 'Python' },
  { folder: 'llamaindex', file: 'agent.py', language: 'Python' },
].map((program) => ({
  ...program,
  skipped: program.language === 'Python' && !hasPythonExamples(program.folder),
}))

for (const { folder, file, language, skipped } of programs)
  test.skipIf(skipped)(
    `${folder} in ${language}: the trace of an agent, its model calls and its tool`,
    async () => {
      const { said, trace } = await run(folder, file)
      expect(trace).toMatchObject({ userId: 'workshop-reader', tags: [folder] })
      // OpenInference's LlamaIndex shows the layers of a call, one below the other; tokens count once.
      const calls = generationsOf(trace).filter(({ usageDetails }) => Object.keys(usageDetails).length > 0)
      expect(calls.map(({ name, usageDetails }) => [name, usageDetails.output])).toEqual([
        [expect.any(String), expect.any(Number)],
        [expect.any(String), expect.any(Number)],
      ])
      for (const call of calls) expect(call).toMatchObject({ model })
      expect(toolsOf(trace).map(({ name }) => name)).toContainEqual(
        expect.stringMatching(/get_weather|acall/),
      )
      const [, session] = /session: (\S+)/.exec(said) ?? []
      if (session) await sessionHasCallsOfGateway(session)
    },
  )

async function sessionHasCallsOfGateway(session: string): Promise<void> {
  const names = await until(async () => {
    const { body } = await platform(product, 'GET', `/api/public/sessions/${session}`)
    const found: string[] = body.traces?.map(({ name }: { name: string }) => name) ?? []
    return found.length === 3 ? found : undefined
  })
  expect(names.toSorted()).toEqual(['litellm-acompletion', 'litellm-acompletion', 'weather-agent'])
}
