import { describe, expect, test } from 'vitest'
import { loadGatewayConfig } from '../load.ts'

const load = (settings: object, env: Record<string, string> = {}, callback_settings: object = {}) =>
  loadGatewayConfig('config.yaml', {
    env,
    isProviderSupported: () => true,
    readText: () => JSON.stringify({ litellm_settings: settings, callback_settings }, null, 1),
  })

test('lists of successes and failures stay apart, and a callback of both lists is one', () => {
  const { config } = load(
    {
      success_callback: ['otel'],
      failure_callback: ['mlflow'],
      callbacks: ['s3_v2', 's3'],
      s3_callback_params: { s3_bucket_name: 'b' },
    },
    { OTEL_ENDPOINT: 'http://collector:4318', MLFLOW_TRACKING_URI: 'http://mlflow:5000/' },
  )
  expect(config.callbacks.map(({ name, onSuccess, onFailure }) => [name, onSuccess, onFailure])).toEqual([
    ['otel', true, false],
    ['mlflow', false, true],
    ['s3', true, true],
  ])
  expect(config.callbacks.map(({ target }) => target)).toMatchObject([
    { kind: 'otlp', url: 'http://collector:4318/v1/traces', encoding: 'protobuf', joinsCaller: true },
    { kind: 'mlflow', url: 'http://mlflow:5000', experiment: { id: '0' } },
    { kind: 's3', bucket: 'b', region: 'us-west-2', path: '', byTeam: false },
  ])
})

test('what is written in the file goes before the environment', () => {
  const { config } = load(
    { callbacks: ['otel', 'audit'] },
    { OTEL_ENDPOINT: 'http://other:4318', OTEL_HEADERS: 'a=1,Authorization=Basic abc==' },
    {
      otel: { endpoint: 'https://collector/v1/traces', exporter: 'http/json', message_logging: false },
      audit: { callback_type: 'generic_api', endpoint: 'https://audit', event_types: ['llm_api_failure'] },
    },
  )
  expect(config.callbacks).toMatchObject([
    {
      withoutContent: true,
      target: {
        url: 'https://collector/v1/traces',
        encoding: 'json',
        headers: { a: '1', authorization: 'Basic abc==' },
      },
    },
    { onSuccess: false, onFailure: true, target: { kind: 'webhook', format: 'json_array' } },
  ])
})

test('MLflow in SageMaker is known by its ARN, and its ARN goes before an address', () => {
  const arn = 'arn:aws:sagemaker:eu-west-1:123456789012:mlflow-tracking-server/team'
  const callbacks = ['mlflow']
  const targetOf = (mlflow: object, env: Record<string, string> = {}) =>
    load({ callbacks, mlflow }, env).config.callbacks[0]?.target
  expect(targetOf({ tracking_arn: arn, tracking_uri: 'http://localhost:5000' })).toMatchObject({
    url: 'https://eu-west-1.experiments.sagemaker.aws',
    headers: { 'x-mlflow-sm-tracking-server-arn': arn },
    aws: { region: 'eu-west-1', account: '123456789012' },
  })
  expect(targetOf({ tracking_uri: arn })).toEqual(targetOf({ tracking_arn: arn }))
  const app = 'arn:aws:sagemaker:us-west-2:123456789012:mlflow-app/team'
  expect(targetOf({}, { MLFLOW_TRACKING_URI: app })).toMatchObject({
    url: 'https://mlflow.sagemaker.us-west-2.app.aws',
    headers: { 'x-sm-mlflow-app-arn': app },
  })
})

test('runs of MLflow are logged where the settings name what of, or the module of the workshop is named', () => {
  const env = { MLFLOW_TRACKING_URI: 'http://mlflow:5000' }
  const kinds = (settings: object) => load(settings, env).config.callbacks.map(({ target }) => target)
  expect(kinds({ callbacks: ['mlflow'] })).toMatchObject([{ kind: 'mlflow' }])
  const module = 'mlflow_callback.mlflow_callback_instance'
  expect(kinds({ success_callback: ['mlflow'], callbacks: [module] })).toMatchObject([
    { kind: 'mlflow' },
    { kind: 'mlflow-runs', params: ['model', 'messages', 'max_tokens', 'region'] },
  ])
  const mlflow = { metrics: ['latency', 'speed'] }
  expect(kinds({ callbacks: ['mlflow'], mlflow })).toMatchObject([
    { kind: 'mlflow' },
    { kind: 'mlflow-runs', metrics: ['latency', 'speed'], tags: expect.arrayContaining(['user']) },
  ])
  expect(load({ callbacks: ['mlflow'], mlflow }, env).warnings).toMatchObject([
    { key: 'litellm_settings.mlflow.metrics', message: expect.stringContaining('"speed" is not known') },
  ])
})

describe('a callback that cannot be told anything is explained', () => {
  test.each<readonly [object, Record<string, string>, RegExp]>([
    [{ callbacks: ['otel'] }, {}, /set OTEL_EXPORTER_OTLP_ENDPOINT/],
    [{ callbacks: ['otel'] }, { OTEL_EXPORTER: 'otlp_grpc' }, /"otlp_grpc" is not supported/],
    [{ success_callback: 'mlflow' }, {}, /set MLFLOW_TRACKING_URI/],
    [
      { callbacks: ['mlflow_callback.mlflow_callback_instance'] },
      { MLFLOW_TRACKING_URI: 'arn:aws:sagemaker:eu-west-1:123456789012:model/team' },
      // Without the account, which not everybody who sees it may know.
      /^(?!.*\d{12}).*no ARN/,
    ],
    [{ callbacks: ['s3'] }, {}, /write s3_bucket_name/],
    [{ failure_callback: ['generic_api'] }, {}, /set GENERIC_LOGGER_ENDPOINT/],
    [{ callbacks: ['datadog'] }, {}, /"datadog" is not supported/],
  ])('%j', (settings, env, message) => {
    const { config, warnings } = load(settings, env)
    expect(config.callbacks).toEqual([])
    expect(warnings.map((warning) => warning.message)).toEqual([expect.stringMatching(message)])
  })
})

test('a key that is not acted on is told with its line', () => {
  const { warnings } = load(
    { callbacks: ['s3'], s3_callback_params: { s3_bucket_name: 'b', s3_acl: 'x', s3_aws_role_name: 'r' } },
    {},
    { otel: { endpoint: 'http://x', sampling: 1 } },
  )
  expect(warnings.map(({ key }) => key)).toEqual([
    'litellm_settings.s3_callback_params.s3_acl',
    'callback_settings.otel.sampling',
  ])
})
