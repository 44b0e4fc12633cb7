import { emulatorIdentity, type S3Emulator, startS3Emulator } from '@kansoku/emulators'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readAttributes } from '../../../packages/ingest/src/decode/otlp/attributes.ts'
import {
  type OtlpEncoding,
  parseOtlpRequest,
} from '../../../packages/ingest/src/decode/otlp/parse-request.ts'
import { type FakeTarget, startFakeTarget, type ToldRequest } from './testing/callback-target.ts'
import { startTestGateway, type TestGateway } from './testing/start-test-gateway.ts'

let target: FakeTarget
let s3: S3Emulator
let gateway: TestGateway

beforeAll(async () => {
  target = await startFakeTarget(({ url }) => {
    if (url.startsWith('/mlflow/api/2.0/mlflow/experiments/get-by-name')) return undefined
    return url.endsWith('/experiments/create') ? { experiment_id: '42' } : {}
  })
  s3 = await startS3Emulator({ buckets: ['calls'] })
  gateway = await startTestGateway({ config: config(), env: env() })
})
afterAll(async () => {
  for (const one of [gateway, target, s3]) await one?.[Symbol.asyncDispose]()
})

function config() {
  const mocked = (model_name: string, mock_response: string) => ({
    model_name,
    litellm_params: { model: 'openai/gpt-4o', mock_response },
  })
  return {
    model_list: [mocked('mocked', 'pong'), mocked('broken', 'litellm.RateLimitError')],
    litellm_settings: {
      num_retries: 0,
      callbacks: ['otel', 'mlflow'],
      success_callback: ['audit', 's3_v2', 'one_by_one'],
      failure_callback: ['failures'],
      s3_callback_params: {
        s3_bucket_name: 'calls',
        s3_region_name: 'us-east-1',
        s3_endpoint_url: s3.url,
        s3_aws_access_key_id: emulatorIdentity.accessKeyId,
        s3_aws_secret_access_key: emulatorIdentity.secretAccessKey,
        s3_path: 'logs/',
      },
    },
    callback_settings: {
      audit: {
        callback_type: 'generic_api',
        endpoint: `${target.url}/audit`,
        headers: { Authorization: 'Bearer audit' },
      },
      one_by_one: { callback_type: 'generic_api', endpoint: `${target.url}/one`, log_format: 'single' },
      failures: { callback_type: 'generic_api', endpoint: `${target.url}/failures`, log_format: 'ndjson' },
    },
  }
}

const env = () => ({
  OTEL_EXPORTER_OTLP_ENDPOINT: `${target.url}/otel`,
  OTEL_EXPORTER_OTLP_HEADERS: 'x-team=blue%20one',
  OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json',
  MLFLOW_TRACKING_URI: `${target.url}/mlflow`,
  MLFLOW_EXPERIMENT_NAME: '/litellm-monitoring',
  MLFLOW_TRACKING_TOKEN: 'mlflow-token',
})

let calls = 0
async function call(more: object = {}, headers: Record<string, string> = {}) {
  const word = `word-${++calls}-end`
  const body = { model: 'mocked', messages: [{ role: 'user', content: word }], user: word, ...more }
  const answer = await gateway.fetch('/v1/chat/completions', body, headers)
  await answer.text()
  return { word, callId: answer.headers.get('x-litellm-call-id') ?? '' }
}
const at = (path: string, word: string) => (request: ToldRequest) =>
  request.url === path && request.body.includes(word)

function spansOf({ body }: ToldRequest, encoding: OtlpEncoding) {
  const { resourceSpans = [] } = parseOtlpRequest(encoding, body)
  const spans =
    resourceSpans?.flatMap((one) => one.scopeSpans ?? []).flatMap(({ spans }) => spans ?? []) ?? []
  return spans.map((span) => ({ ...span, attributes: Object.fromEntries(readAttributes(span.attributes)) }))
}

const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01'

test('OpenTelemetry gets spans below those of the caller, with the model, its tokens and the words', async () => {
  const { word } = await call({ temperature: 0.5 }, { traceparent })
  const request = await target.next(at('/otel/v1/traces', word))
  expect(request.headers).toMatchObject({ 'x-team': 'blue one', 'content-type': 'application/json' })
  const own = spansOf(request, 'json').filter(({ attributes }) => JSON.stringify(attributes).includes(word))
  const [whole, tried] = own
  expect(whole).toMatchObject({
    name: 'Received Proxy Server Request',
    traceId: '0af7651916cd43dd8448eb211c80319c',
    parentSpanId: 'b7ad6b7169203331',
    attributes: { 'user.id': word, 'metadata.user_api_key_user_id': 'default_user_id' },
  })
  expect(tried).toMatchObject({
    parentSpanId: whole?.spanId,
    attributes: {
      'gen_ai.provider.name': 'openai',
      'gen_ai.request.model': 'gpt-4o',
      'gen_ai.request.temperature': 0.5,
      'gen_ai.response.finish_reasons': ['stop'],
      'gen_ai.usage.output_tokens': expect.any(Number),
      'gen_ai.input.messages': JSON.stringify([{ role: 'user', content: word }]),
      'gen_ai.output.messages': expect.stringContaining('pong'),
    },
  })
})

test('a parameter that is no number holds nothing up', async () => {
  const { word } = await call({ max_output_tokens: [null], temperature: null })
  const request = await target.next(at('/otel/v1/traces', word))
  expect(spansOf(request, 'json').at(-1)?.attributes).not.toHaveProperty('gen_ai.request.max_tokens')
})

test('MLflow gets them in the experiment that is named, which is made where it is not there', async () => {
  const { word } = await call()
  const request = await target.next(at('/mlflow/v1/traces', word))
  expect(request.headers).toMatchObject({
    'x-mlflow-experiment-id': '42',
    authorization: 'Bearer mlflow-token',
    'content-type': 'application/x-protobuf',
  })
  const [whole] = spansOf(request, 'protobuf').filter(({ attributes }) => attributes['user.id'] === word)
  expect(whole?.attributes).toMatchObject({
    'mlflow.spanType': 'LLM',
    'mlflow.spanInputs': { model: 'mocked', messages: [{ role: 'user', content: word }] },
    'mlflow.spanOutputs': { choices: [{ message: { content: 'pong' } }] },
  })
  const made = target.told.filter(({ url }) => url.endsWith('/experiments/create'))
  expect(made.map(({ body }) => JSON.parse(body.toString()))).toEqual([{ name: '/litellm-monitoring' }])
})

test('webhooks get calls in the fields of LiteLLM, those that succeeded apart from those that failed', async () => {
  const { word, callId } = await call()
  const audit = await target.next(at('/audit', word))
  expect(audit.headers.authorization).toBe('Bearer audit')
  const told = JSON.parse(audit.body.toString()).find((one: { end_user: string }) => one.end_user === word)
  expect(told).toMatchObject({
    litellm_call_id: callId,
    status: 'success',
    call_type: 'acompletion',
    model: 'gpt-4o',
    model_group: 'mocked',
    messages: [{ role: 'user', content: word }],
    response: { choices: [{ message: { content: 'pong' } }] },
    metadata: { user_api_key_user_id: 'default_user_id' },
    error_str: null,
  })
  const single = await target.next(at('/one', word))
  expect(JSON.parse(single.body.toString())).toMatchObject({ end_user: word })
  const failed = await call({ model: 'broken' })
  const failure = await target.next(at('/failures', failed.word))
  expect(JSON.parse(failure.body.toString().split('\n').at(-1) ?? '')).toMatchObject({
    status: 'failure',
    error_information: { error_code: '429', error_class: 'rate_limit' },
  })
  expect(target.told.filter(({ url, body }) => url === '/audit' && body.includes(failed.word))).toEqual([])
  expect(target.told.filter(({ url, body }) => url === '/failures' && body.includes(word))).toEqual([])
})

test('a bucket gets one object for each call, in the layout of LiteLLM', async () => {
  const { word } = await call()
  const find = () => [...s3.objects('calls')].find(([, { content }]) => content.includes(word))
  while (!find()) await new Promise((resolve) => setImmediate(resolve))
  const [key = '', object] = find() ?? []
  expect(key).toMatch(/^logs\/\d{4}-\d\d-\d\d\/time-\d\d-\d\d-\d\d-\d{6}_chatcmpl-[\w-]+\.json$/)
  expect(JSON.parse(object?.content.toString() ?? '')).toMatchObject({ end_user: word, status: 'success' })
})

describe('what is not told', () => {
  test('words of a call that hides them, and calls that ask to stay unrecorded or leave a callback out', async () => {
    const silent = await call({ 'no-log': true })
    const without = await call({}, { 'x-litellm-disable-callbacks': 'audit' })
    const hiding = await call(
      { user: 'somebody-hiding', messages: [{ role: 'user', content: 'hidden-words' }] },
      { 'x-litellm-enable-message-redaction': 'true' },
    )
    await target.next(at('/audit', hiding.callId))
    await target.next(at('/otel/v1/traces', hiding.callId))
    await target.next(at('/mlflow/v1/traces', hiding.callId))
    const all = target.told.map(({ url, body }) => `${url} ${body.toString()}`)
    expect(all.filter((text) => text.includes('hidden-words') || text.includes(silent.word))).toEqual([])
    expect(all.filter((text) => text.startsWith('/audit') && text.includes(without.word))).toEqual([])
    expect(all.some((text) => text.startsWith('/otel') && text.includes(without.word))).toBe(true)
  })
})

test('calls wait for a target that is away, and metrics tell what became of them', async () => {
  target.failWith = 503
  const { word } = await call()
  target.failWith = 0
  await target.next(at('/audit', word))
  const metrics = await gateway.fetch('/metrics')
  expect(await metrics.text()).toMatch(
    /kansoku_callback_calls_total\{callback="audit",outcome="delivered"\} \d+/,
  )
})
