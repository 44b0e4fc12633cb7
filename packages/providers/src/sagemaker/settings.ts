import { findRegion } from '../bedrock/settings.ts'
import type { Target } from '../spec/adapter.ts'
import { ProviderError } from '../spec/error.ts'
import { type Env, textParam } from '../spec/settings.ts'

const REGION_RULE = /^[a-z0-9-]+$/
const NAME_RULE = /^[a-zA-Z0-9-]+$/

/** Throws `ProviderError` (bad_request). */
export function regionOf(
  target: Target,
  env: Env,
  profileRegion: (profile: string | undefined) => string | undefined,
): string {
  const { region } = findRegion(target, env, profileRegion)
  if (REGION_RULE.test(region)) return region
  throw refuse(target, 'aws_region_name', `aws_region_name is "${region}"; it must be a name like us-east-1`)
}

/** Where an endpoint is invoked. Throws `ProviderError` (bad_request). */
export function endpointUrl(target: Target, region: string, stream: boolean): string {
  const { model, params } = target
  if (!NAME_RULE.test(model)) {
    throw refuse(
      target,
      'model',
      `"${model}" is no name of an endpoint; it has letters, digits and hyphens only`,
    )
  }
  const own = textParam(params, 'sagemaker_base_url') ?? textParam(params, 'api_base')
  const domain = region.startsWith('cn-') ? 'amazonaws.com.cn' : 'amazonaws.com'
  const base = own?.replace(/\/+$/, '') ?? `https://runtime.sagemaker.${region}.${domain}`
  return `${base}/endpoints/${model}/invocations${stream ? '-response-stream' : ''}`
}

function refuse({ provider }: Target, param: string, message: string): ProviderError {
  return new ProviderError('bad_request', message, { provider, param })
}
