import { resolve } from 'node:path'
import { type BedrockEmulator, emulatorIdentity, startBedrockEmulator } from '@kansoku/emulators'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hasPythonExamples, pythonOfExample } from '../../scripts/test/python-examples.ts'
import { call, platform } from '../kit/langfuse-api.ts'
import { type MlflowServer, startMlflowServer } from '../kit/mlflow-server.ts'
import { identity, type Product, startProduct } from '../kit/product.ts'
import { runExample } from '../kit/run-example.ts'
import { until } from '../kit/until.ts'

const own = resolve(import.meta.dirname, '../../examples/workshop/mlflow/default_config.yml')
const original = resolve(
  import.meta.dirname,
  '../../packages/routing/fixtures/workshop/5.mlflow/default_config.yml',
)
const model = 'bedrock-converse-us-claude-3-7-sonnet-v1'
const python = pythonOfExample('workshop/mlflow')

/** A real MLflow, written in Python. */
describe.skipIf(!hasPythonExamples('workshop/mlflow'))('a real MLflow in Python', () => {
  let mlflow: MlflowServer
  let bedrock: BedrockEmulator
  beforeAll(async () => {
    ;[mlflow, bedrock] = await Promise.all([startMlflowServer(python), startBedrockEmulator()])
  })
  afterAll(async () => {
    await mlflow?.[Symbol.asyncDispose]()
    await bedrock?.[Symbol.asyncDispose]()
  })

  const start = (config: string, experiment: string) =>
    startProduct({
      args: ['--embedded', '-c', config],
      env: {
        AWS_BEDROCK_RUNTIME_ENDPOINT: bedrock.url,
        AWS_ACCESS_KEY_ID: emulatorIdentity.accessKeyId,
        AWS_SECRET_ACCESS_KEY: emulatorIdentity.secretAccessKey,
        AWS_REGION_NAME: 'us-east-1',
        MLFLOW_TRACKING_URI: mlflow.url,
        MLFLOW_EXPERIMENT_NAME: experiment,
        DATABASE_URL: 'postgresql://nobody@localhost:1/none',
      },
    })

  test('the configuration of the workshop, unchanged, logs its runs and traces', async () => {
    await using product = await start(original, '/litellm-monitoring')
    const ask = { model, messages: [{ role: 'user', content: 'ping' }], user: 'taro', max_tokens: 60 }
    const answer = await call(`${product.gatewayUrl}/chat/completions`, 'POST', ask, {
      authorization: `Bearer ${identity.masterKey}`,
    })
    const callId = answer.headers.get('x-litellm-call-id')
    const { experimentId, run } = await loggedRun('/litellm-monitoring', callId)
    expect(run.info).toMatchObject({ run_name: model, status: 'FINISHED' })
    expect(entriesOf(run.data.params)).toEqual({
      model,
      messages: '[{"role":"user","content":"ping"}]',
      max_tokens: '60',
      region: 'us-east-1',
    })
    expect(entriesOf(run.data.tags)).toMatchObject({
      request_id: callId,
      user: 'taro',
      deployment: 'bedrock/converse/us.anthropic.claude-3-7-sonnet-20250219-v1:0',
    })
    const { usage } = answer.body
    expect(entriesOf(run.data.metrics)).toEqual({
      latency: expect.any(Number),
      prompt_tokens: usage.prompt_tokens,
      completion_tokens: usage.completion_tokens,
      total_tokens: usage.total_tokens,
      cost_usd: expect.closeTo(usage.prompt_tokens * 3e-6 + usage.completion_tokens * 15e-6, 10),
    })
    const traces = await until(async () => {
      const search = {
        locations: [{ type: 'MLFLOW_EXPERIMENT', mlflow_experiment: { experiment_id: experimentId } }],
      }
      const { body } = await call(`${mlflow.url}/api/3.0/mlflow/traces/search`, 'POST', search, {})
      return body.traces?.length > 0 ? body.traces : undefined
    })
    expect(traces).toHaveLength(1)
    expect(JSON.stringify(traces[0])).toContain('ping')
  })

  describe('the programs of the example', () => {
    let product: Product
    beforeAll(async () => {
      product = await start(own, 'examples')
    })
    afterAll(() => product?.[Symbol.asyncDispose]())
    const run = (file: string, program?: string) =>
      runExample(
        `workshop/mlflow/${file}`,
        {
          GATEWAY_URL: product.gatewayUrl,
          LITELLM_MASTER_KEY: identity.masterKey,
          LANGFUSE_HOST: product.serverUrl,
          LANGFUSE_PUBLIC_KEY: identity.publicKey,
          LANGFUSE_SECRET_KEY: identity.secretKey,
          MLFLOW_TRACKING_URI: mlflow.url,
          MLFLOW_EXPERIMENT_NAME: 'examples',
        },
        program,
      )

    test.each([
      ['log-a-call.ts', process.execPath],
      ['log_a_call.py', python],
    ])('%s finds the run of its call', async (file, program) => {
      const said = await run(file, program)
      expect(said).toContain(`run: ${model} FINISHED`)
      expect(said).toContain('params: max_tokens = 200')
      expect(said).toMatch(/metrics: cost_usd = 0\.\d+/)
      expect(said).toContain('tags: user = workshop-reader')
    })

    test('MLflow’s own tracing tells the platform', async () => {
      const [, traceId = ''] = /trace: (\S+)/.exec(await run('trace_to_platform.py', python)) ?? []
      const trace = await until(async () => {
        const { status, body } = await platform(product, 'GET', `/api/public/traces/${traceId}`)
        return status === 200 && body.observations.length === 3 ? body : undefined
      })
      expect(trace.name).toBe('workshop-questions')
      const byName = Object.fromEntries(trace.observations.map((one: { name: string }) => [one.name, one]))
      expect(byName.answer).toMatchObject({ input: { question: 'What does MLflow trace?' } })
      expect(byName.Completions).toMatchObject({
        type: 'GENERATION',
        model,
        parentObservationId: byName.answer.id,
        usageDetails: { output: expect.any(Number) },
      })
    })
  })

  async function loggedRun(name: string, callId: string | null) {
    const api = `${mlflow.url}/api/2.0/mlflow`
    return until(async () => {
      const path = `${api}/experiments/get-by-name?experiment_name=${encodeURIComponent(name)}`
      const found = await call(path, 'GET', undefined, {})
      const experimentId = found.body.experiment?.experiment_id
      const filter = `tags.request_id = '${callId}' and attributes.status != 'RUNNING'`
      const search = { experiment_ids: [experimentId], filter }
      const { body } = await call(`${api}/runs/search`, 'POST', search, {})
      return body.runs?.[0] ? { experimentId, run: body.runs[0] } : undefined
    })
  }
})

function entriesOf(entries: readonly { key: string; value: unknown }[]) {
  return Object.fromEntries(
    entries.filter(({ key }) => !key.startsWith('mlflow.')).map(({ key, value }) => [key, value]),
  )
}
