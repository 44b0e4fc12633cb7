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

describe('a callback that cannot be told anything is explained', () => {
  test.each<readonly [object, Record<string, string>, RegExp]>([
    [{ callbacks: ['otel'] }, {}, /set OTEL_EXPORTER_OTLP_ENDPOINT/],
    [{ callbacks: ['otel'] }, { OTEL_EXPORTER: 'otlp_grpc' }, /"otlp_grpc" is not supported/],
    [{ success_callback: 'mlflow' }, {}, /set MLFLOW_TRACKING_URI/],
    [
      { callbacks: ['mlflow_callback.mlflow_callback_instance'] },
      { MLFLOW_TRACKING_URI: 'arn:aws:x' },
      /no http/,
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
