import { emulatorIdentity, type MlflowEmulator, startMlflowEmulator } from '@kansoku/emulators'
import { expect, test, vi } from 'vitest'
import { startTestGateway, type TestGateway } from './testing/start-test-gateway.ts'

const arn = 'arn:aws:sagemaker:us-east-1:123456789012:mlflow-tracking-server/workshop'
const credentials = {
  AWS_ACCESS_KEY_ID: emulatorIdentity.accessKeyId,
  AWS_SECRET_ACCESS_KEY: emulatorIdentity.secretAccessKey,
}

function start(settings: object, env: Record<string, string>): Promise<TestGateway> {
  const mocked = (model_name: string, mock_response: string) => ({
    model_name,
    litellm_params: { model: 'openai/gpt-4o', mock_response },
  })
  return startTestGateway({
    config: {
      model_list: [mocked('mocked', 'pong'), mocked('broken', 'litellm.RateLimitError')],
      litellm_settings: { num_retries: 0, ...settings },
    },
    env: { MLFLOW_EXPERIMENT_NAME: '/litellm-monitoring', ...env },
  })
}

const workshop = { callbacks: ['mlflow_callback.mlflow_callback_instance'] }

async function call(gateway: TestGateway, more: object = {}) {
  const body = {
    model: 'mocked',
    messages: [{ role: 'user', content: 'ping' }],
    user: 'reader',
    max_tokens: 50,
    ...more,
  }
  const answer = await gateway.fetch('/v1/chat/completions', body)
  await answer.text()
  return answer.headers.get('x-litellm-call-id')
}

const ended = ({ runs }: MlflowEmulator, count = 1) =>
  vi.waitFor(() => {
    const over = runs.filter(({ status }) => status !== 'RUNNING')
    expect(over).toHaveLength(count)
    return over
  }, 20_000)

test('the module of the workshop logs a run for each call, besides its trace, in the same experiment', async () => {
  await using mlflow = await startMlflowEmulator()
  await using gateway = await start(workshop, { MLFLOW_TRACKING_URI: mlflow.url })
  const callId = await call(gateway)
  const [run] = await ended(mlflow)
  expect(run).toMatchObject({
    experimentId: '1',
    name: 'mocked',
    status: 'FINISHED',
    params: { model: 'mocked', messages: '[{"role":"user","content":"ping"}]', max_tokens: '50' },
    tags: { request_id: callId, deployment: 'openai/gpt-4o', user: 'reader' },
  })
  expect(run?.metrics.total_tokens).toBe(
    (run?.metrics.prompt_tokens ?? 0) + (run?.metrics.completion_tokens ?? 0),
  )
  expect(run?.metrics).toMatchObject({ latency: expect.any(Number), cost_usd: expect.any(Number) })
  await vi.waitFor(() => expect(mlflow.traces).toMatchObject([{ experimentId: '1' }]))
  expect(mlflow.experiments).toEqual(['/litellm-monitoring'])
})

test('a run has what the settings name, and a call that failed has a run that failed', async () => {
  await using mlflow = await startMlflowEmulator()
  const named = { metrics: ['latency'], params: ['model', 'temperature'], tags: ['user'] }
  await using gateway = await start(
    { callbacks: ['mlflow'], mlflow: { tracking_uri: mlflow.url, ...named } },
    {},
  )
  await call(gateway, { temperature: 0.5 })
  await call(gateway, { model: 'broken' })
  const runs = await ended(mlflow, 2)
  expect(runs).toMatchObject([
    { status: 'FINISHED', params: { model: 'mocked', temperature: '0.5' }, tags: { user: 'reader' } },
    {
      status: 'FAILED',
      params: { model: 'broken' },
      tags: { error: expect.stringContaining('RateLimitError') },
    },
  ])
  expect(runs.map(({ metrics }) => Object.keys(metrics))).toEqual([['latency'], ['latency']])
  expect(Object.keys(runs[0]?.params ?? {})).toEqual(['model', 'temperature'])
})

test('plain "mlflow" logs traces alone', async () => {
  await using mlflow = await startMlflowEmulator()
  await using gateway = await start({ callbacks: ['mlflow'] }, { MLFLOW_TRACKING_URI: mlflow.url })
  await call(gateway)
  await vi.waitFor(() => expect(mlflow.traces).toHaveLength(1))
  expect(mlflow.runs).toEqual([])
})

test('a run that was told half goes on where it was', async () => {
  await using mlflow = await startMlflowEmulator()
  mlflow.faults.add({ kind: 'status', status: 503 }, { model: 'runs/log-batch', times: 2 })
  mlflow.faults.add({ kind: 'status', status: 503 }, { model: 'runs/update' })
  await using gateway = await start(workshop, { MLFLOW_TRACKING_URI: mlflow.url })
  await call(gateway)
  await ended(mlflow)
  expect(mlflow.runs).toMatchObject([{ status: 'FINISHED', params: { model: 'mocked' } }])
})

test('a run whose values are refused ends all the same', async () => {
  await using mlflow = await startMlflowEmulator()
  mlflow.faults.add({ kind: 'status', status: 400 }, { model: 'runs/log-batch' })
  await using gateway = await start(workshop, { MLFLOW_TRACKING_URI: mlflow.url })
  await call(gateway)
  expect(await ended(mlflow)).toMatchObject([{ status: 'FINISHED', params: {} }])
})

test('an experiment that is neither found nor made is asked for twice at a time, and the calls wait', async () => {
  await using mlflow = await startMlflowEmulator()
  const missing = { kind: 'status', status: 404 } as const
  const exists = '{"error_code":"RESOURCE_ALREADY_EXISTS"}'
  mlflow.faults.add(missing, { model: 'experiments/get-by-name', times: 2 })
  mlflow.faults.add({ kind: 'status', status: 400, body: exists }, { model: 'experiments/create' })
  await using gateway = await start(workshop, { MLFLOW_TRACKING_URI: mlflow.url })
  await call(gateway)
  expect(await ended(mlflow)).toMatchObject([{ experimentId: '1' }])
})

test('an experiment that is gone is looked for anew', async () => {
  await using mlflow = await startMlflowEmulator()
  mlflow.faults.add({ kind: 'status', status: 404 }, { model: 'runs/create' })
  await using gateway = await start(workshop, { MLFLOW_TRACKING_URI: mlflow.url })
  await call(gateway)
  await ended(mlflow)
})

test('prompts that are to stay out stay out of runs', async () => {
  await using mlflow = await startMlflowEmulator()
  const settings = { ...workshop, turn_off_message_logging: true }
  await using gateway = await start(settings, { MLFLOW_TRACKING_URI: mlflow.url })
  await call(gateway, { messages: [{ role: 'user', content: 'hidden-words' }] })
  await ended(mlflow)
  expect(JSON.stringify(mlflow.runs)).not.toContain('hidden-words')
  expect(mlflow.traces.map(({ body }) => body.toString()).join()).not.toContain('hidden-words')
})

test('requests to a server of SageMaker are signed, and name its ARN', async () => {
  await using mlflow = await startMlflowEmulator({ arn })
  await using gateway = await start(workshop, {
    ...credentials,
    MLFLOW_TRACKING_URI: 'http://localhost:5000',
    MLFLOW_TRACKING_ARN: arn,
    SAGEMAKER_MLFLOW_CUSTOM_ENDPOINT: mlflow.url,
  })
  await call(gateway)
  expect(await ended(mlflow)).toMatchObject([{ tags: { aws_account_id: '123456789012' } }])
  await vi.waitFor(() => expect(mlflow.traces).toHaveLength(1))
})

test('a signature of other credentials is refused, and the calls wait', async () => {
  await using mlflow = await startMlflowEmulator({ arn })
  await using gateway = await start(workshop, {
    ...credentials,
    AWS_SECRET_ACCESS_KEY: 'wrong',
    MLFLOW_TRACKING_ARN: arn,
    SAGEMAKER_MLFLOW_CUSTOM_ENDPOINT: mlflow.url,
    MLFLOW_EXPERIMENT_ID: '7',
  })
  await call(gateway)
  // Those of traces and those of runs, each a second time.
  await vi.waitFor(() => expect(mlflow.refusals()).toBeGreaterThan(2), 20_000)
  expect([mlflow.runs, mlflow.traces]).toEqual([[], []])
})
