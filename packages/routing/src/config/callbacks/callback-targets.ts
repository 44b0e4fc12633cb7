import { toBoolean } from '../fields.ts'
import { type CallbackSettings, headersOf, textOf } from './callback-settings.ts'
import type { CallbackTarget, OtlpTarget, S3Target, WebhookTarget } from './callback-target.ts'

/** A target, or why there is none. */
export type FoundTarget<T = CallbackTarget> = T | { readonly kind: 'none'; readonly reason: string }

export const none = (reason: string) => ({ kind: 'none' as const, reason })
export const isAddress = (text: string) => /^https?:\/\//.test(text) && URL.canParse(text)

export function findOtlp(name: string, { settings, variable }: CallbackSettings): FoundTarget<OtlpTarget> {
  const own = settings(name)
  const exporter =
    textOf(own.exporter) ?? variable('OTEL_EXPORTER', 'OTEL_EXPORTER_OTLP_PROTOCOL') ?? 'otlp_http'
  if (/grpc|console|in_memory/.test(exporter))
    return none(
      `the exporter "${exporter}" is not supported; there is OTLP over HTTP: set OTEL_EXPORTER=otlp_http.`,
    )
  const whole = variable('OTEL_EXPORTER_OTLP_TRACES_ENDPOINT')
  const base = textOf(own.endpoint) ?? variable('OTEL_ENDPOINT', 'OTEL_EXPORTER_OTLP_ENDPOINT')
  const url = whole ?? (base === undefined ? undefined : tracesAt(base))
  if (url === undefined || !isAddress(url))
    return none('no address is known; set OTEL_EXPORTER_OTLP_ENDPOINT.')
  return {
    kind: 'otlp',
    url,
    headers: headersOf(own.headers ?? variable('OTEL_HEADERS', 'OTEL_EXPORTER_OTLP_HEADERS')),
    encoding: /json/.test(exporter) ? 'json' : 'protobuf',
    serviceName: variable('OTEL_SERVICE_NAME') ?? 'litellm',
    joinsCaller: toBoolean(variable('OTEL_IGNORE_CONTEXT_PROPAGATION')) !== true,
  }
}

function tracesAt(base: string): string {
  const trimmed = base.replace(/\/+$/, '')
  return trimmed.endsWith('/v1/traces') ? trimmed : `${trimmed}/v1/traces`
}

const formats = ['json_array', 'ndjson', 'single'] as const

export function findWebhook(
  name: string,
  { settings, variable }: CallbackSettings,
): FoundTarget<WebhookTarget> {
  const own = settings(name)
  const url =
    textOf(own.endpoint) ??
    variable('GENERIC_LOGGER_ENDPOINT', ...(name === 'webhook' ? ['WEBHOOK_URL'] : []))
  if (url === undefined || !isAddress(url))
    return none(
      `no address is known; write endpoint below callback_settings.${name}, or set GENERIC_LOGGER_ENDPOINT.`,
    )
  const format = own.log_format ?? 'json_array'
  const known = formats.find((one) => one === format)
  if (known === undefined) return none(`its log_format is none of ${formats.join(', ')}.`)
  return {
    kind: 'webhook',
    url,
    headers: headersOf(own.headers ?? variable('GENERIC_LOGGER_HEADERS')),
    format: known,
  }
}

export function findS3({ own, variable }: CallbackSettings): FoundTarget<S3Target> {
  const params = own('s3_callback_params')
  const bucket = textOf(params.s3_bucket_name)
  if (bucket === undefined)
    return none('no bucket is named; write s3_bucket_name below litellm_settings.s3_callback_params.')
  const endpoint = textOf(params.s3_endpoint_url)
  if (endpoint !== undefined && !isAddress(endpoint)) return none('s3_endpoint_url is no http(s) address.')
  const aws = Object.entries(params).flatMap(([key, value]) =>
    key.startsWith('s3_aws_') && value !== null ? [[key.slice('s3_'.length), value] as const] : [],
  )
  return {
    kind: 's3',
    bucket,
    region:
      textOf(params.s3_region_name) ??
      variable('AWS_REGION_NAME', 'AWS_REGION', 'AWS_DEFAULT_REGION') ??
      'us-west-2',
    ...(endpoint === undefined ? {} : { endpoint: endpoint.replace(/\/+$/, '') }),
    path: (textOf(params.s3_path) ?? '').replace(/^\/+|\/+$/g, ''),
    byTeam: toBoolean(params.s3_use_team_prefix) ?? false,
    params: Object.fromEntries(aws),
  }
}
