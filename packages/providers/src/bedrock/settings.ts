import type { Target } from '../spec/adapter.ts'
import { ProviderError } from '../spec/error.ts'
import { type Env, textEnv, textParam } from '../spec/settings.ts'
import { type BedrockModel, baseModelOf, parseBedrockModel, regionOfArn } from './model-id.ts'

/** Where and as what a deployment is called; everything but the secrets. */
export interface BedrockSettings {
  readonly model: BedrockModel
  readonly region: string
  readonly endpoint: string
}

const REGION_RULE = /^[a-z0-9-]+$/

/** A setting as text: the deployment's own, else the environment variable of its name in capitals. */
export function textSetting(params: Target['params'], env: Env, name: string): string | undefined {
  return textParam(params, name) ?? textEnv(env, name.toUpperCase())
}

/**
 * Region: `aws_region_name`, region folder or ARN, `AWS_REGION_NAME`, `AWS_REGION`, `AWS_DEFAULT_REGION`, the
 * profile's, us-west-2. Endpoint: `api_base`, `aws_bedrock_runtime_endpoint`, `AWS_BEDROCK_RUNTIME_ENDPOINT`, the
 * region's. Throws `ProviderError` (bad_request).
 */
export function readSettings(
  target: Target,
  env: Env,
  profileRegion: (profile: string | undefined) => string | undefined,
): BedrockSettings {
  const { params } = target
  const parsed = parseBedrockModel(target.model)
  const called = textParam(params, 'model_id') ?? parsed.id
  const named = textParam(params, 'base_model')
  const model = { ...parsed, id: called, baseModel: named ? baseModelOf(named) : parsed.baseModel }
  const { region } = findRegion(target, env, profileRegion)
  if (!REGION_RULE.test(region)) throw badSetting('aws_region_name', region, 'a name like us-east-1')
  return { model, region, endpoint: endpointOf(params, env, region) }
}

const regionVariables = ['AWS_REGION_NAME', 'AWS_REGION', 'AWS_DEFAULT_REGION'] as const

export interface FoundRegion {
  readonly region: string
  readonly from: 'model' | (typeof regionVariables)[number] | 'profile' | 'default'
}

/** The region that calls go to, and what says so. Throws `ProviderError` (bad_request). */
export function findRegion(
  target: Target,
  env: Env,
  profileRegion: (profile: string | undefined) => string | undefined,
): FoundRegion {
  const { params } = target
  const parsed = parseBedrockModel(target.model)
  const called = textParam(params, 'model_id') ?? parsed.id
  const own = textParam(params, 'aws_region_name') ?? regionOfArn(called) ?? parsed.region
  if (own) return { region: own, from: 'model' }
  for (const name of regionVariables) {
    const region = textEnv(env, name)
    if (region) return { region, from: name }
  }
  const ofProfile = profileRegion(textSetting(params, env, 'aws_profile_name') ?? textEnv(env, 'AWS_PROFILE'))
  return ofProfile ? { region: ofProfile, from: 'profile' } : { region: 'us-west-2', from: 'default' }
}

function endpointOf(params: Target['params'], env: Env, region: string): string {
  const own = textParam(params, 'api_base') ?? textSetting(params, env, 'aws_bedrock_runtime_endpoint')
  if (own === undefined) return `https://bedrock-runtime.${region}.${domainOf(region)}`
  if (!URL.canParse(own) || !/^https?:/.test(own)) throw badSetting('api_base', own, 'an http(s) URL')
  return own.replace(/\/+$/, '')
}

/** Where agents, knowledge bases and reranking are; an address of one's own serves both. */
export function agentEndpoint(endpoint: string): string {
  return endpoint.replace('://bedrock-runtime.', '://bedrock-agent-runtime.')
}

function domainOf(region: string): string {
  return region.startsWith('cn-') ? 'amazonaws.com.cn' : 'amazonaws.com'
}

function badSetting(name: string, value: string, wanted: string): ProviderError {
  return new ProviderError('bad_request', `${name} is "${value}"; it must be ${wanted}`, {
    provider: 'bedrock',
    param: name,
  })
}
