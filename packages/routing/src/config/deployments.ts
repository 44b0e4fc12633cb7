import { createHash } from 'node:crypto'
import type { Target } from '@kansoku/providers'
import { type CallParameters, parseCallParameters } from '../parameters/call-parameters.ts'
import { parseMockResponse } from '../parameters/mock-response.ts'
import { ParameterError } from '../parameters/values.ts'
import { faultAt } from './fault.ts'
import { toBoolean, toNumber } from './fields.ts'
import type { Deployment } from './gateway-config.ts'
import { isMap } from './inspect.ts'
import { isKnownParameter, isTargetParameter, parseProvider } from './model-parameters.ts'
import { applyModelPrices } from './model-prices.ts'
import type { ConfigSource } from './source.ts'
import { findNearest } from './suggest.ts'
import { tokenLimits } from './token-limits.ts'

/** An entry of `model_list` with its place. */
export interface ModelEntry {
  readonly source: ConfigSource
  readonly index: number
  /** As written in the file. */
  readonly raw: unknown
  /** With environment references replaced. */
  readonly resolved: unknown
}

export interface DeploymentSettings {
  readonly dropParams: boolean
  readonly modifyParams: boolean
  readonly defaultParams: Readonly<Record<string, unknown>>
  readonly credentials: ReadonlyMap<string, Readonly<Record<string, unknown>>>
}

/** Compiles `model_list`. Ids are hashes of the entries as written, so they neither depend on secrets nor leak them. */
export function compileDeployments(
  entries: readonly ModelEntry[],
  settings: DeploymentSettings,
): Deployment[] {
  const seen = new Map<string, number>()
  return entries.map((entry) => {
    const deployment = compileDeployment(entry, settings)
    const count = (seen.get(deployment.id) ?? 0) + 1
    seen.set(deployment.id, count)
    return count === 1 ? deployment : { ...deployment, id: `${deployment.id}-${count}` }
  })
}

function compileDeployment(entry: ModelEntry, settings: DeploymentSettings): Deployment {
  const { modelGroup, params, modelInfo } = readEntry(entry, settings)
  const model = requireText(entry, params, 'litellm_params.model', 'bedrock/<model id>')
  const number = (name: string) => optionalNumber(entry, params, name)
  const timeoutSeconds = number('timeout')
  const streamTimeoutSeconds = number('stream_timeout')
  const retries = number('num_retries') ?? number('max_retries')
  const cooldownSeconds = number('cooldown_time')
  const rpm = number('rpm') ?? toNumber(modelInfo.rpm)
  const tpm = number('tpm') ?? toNumber(modelInfo.tpm)
  const weight = number('weight') ?? rpm ?? tpm
  const maxParallelRequests = number('max_parallel_requests')
  const tags = asTags(params.tags)
  const guardrails = asTags(params.guardrails)
  const tagPatterns = asTags(params.tag_regex)?.map((source) => compilePattern(entry, source))
  const mockDelaySeconds = number('mock_delay')
  const mockResponse = parseMockResponse(params.mock_response)
  const defaults = compileDefaults(entry, params)
  const price = applyModelPrices(params, modelInfo)
  const { maxInputTokens, maxOutputTokens } = tokenLimits(model, modelInfo)
  return {
    id: typeof modelInfo.id === 'string' && modelInfo.id !== '' ? modelInfo.id : hashEntry(entry.raw),
    modelGroup,
    model,
    target: compileTarget(model, maxOutputTokens, { params, modelInfo }, settings),
    order: number('order') ?? 0,
    modelInfo,
    listed: true,
    ...(defaults === undefined ? {} : { defaults }),
    ...(timeoutSeconds === undefined ? {} : { timeoutSeconds }),
    ...(streamTimeoutSeconds === undefined ? {} : { streamTimeoutSeconds }),
    ...(retries === undefined ? {} : { retries }),
    ...(cooldownSeconds === undefined ? {} : { cooldownSeconds }),
    ...(weight === undefined ? {} : { weight }),
    ...(rpm === undefined ? {} : { rpm }),
    ...(tpm === undefined ? {} : { tpm }),
    ...(maxParallelRequests === undefined ? {} : { maxParallelRequests }),
    ...(maxInputTokens === undefined ? {} : { maxInputTokens }),
    ...(tags === undefined ? {} : { tags }),
    ...(guardrails === undefined ? {} : { guardrails }),
    ...(tagPatterns === undefined ? {} : { tagPatterns }),
    ...(mockDelaySeconds === undefined ? {} : { mockDelaySeconds }),
    ...(mockResponse === undefined ? {} : { mockResponse }),
    ...(price === undefined ? {} : { price }),
  }
}

function compileTarget(
  model: string,
  maxOutputTokens: number | undefined,
  { params, modelInfo }: Pick<ReturnType<typeof readEntry>, 'params' | 'modelInfo'>,
  settings: DeploymentSettings,
): Target {
  const { provider, rest } = parseProvider(model, params.custom_llm_provider)
  const { base_model: baseModel } = modelInfo
  return {
    provider,
    model: rest,
    params: Object.fromEntries(Object.entries(params).filter(([name]) => isTargetParameter(name))),
    dropParams: toBoolean(params.drop_params) ?? settings.dropParams,
    modifyParams: toBoolean(params.modify_params) ?? settings.modifyParams,
    ...(maxOutputTokens === undefined ? {} : { maxOutputTokens }),
    ...(typeof baseModel === 'string' ? { baseModel } : {}),
  }
}

function asTags(value: unknown): readonly string[] | undefined {
  const list = (Array.isArray(value) ? value : [value]).filter((tag) => typeof tag === 'string')
  return list.length === 0 ? undefined : list
}

function readEntry(entry: ModelEntry, settings: DeploymentSettings) {
  const { resolved } = entry
  if (!isMap(resolved))
    fail(entry, [], 'is not a map.', 'Write "- model_name: …" with "litellm_params:" below.')
  const modelGroup = requireText(entry, resolved, 'model_name', 'my-model')
  if (!isMap(resolved.litellm_params)) {
    const remedy = correctionTo('litellm_params', resolved) ?? 'Add "litellm_params:" with at least "model:".'
    fail(entry, ['litellm_params'], 'has no litellm_params.', remedy)
  }
  const own = Object.fromEntries(
    Object.entries(resolved.litellm_params).filter(([, value]) => value !== null && value !== ''),
  )
  const credentialName = own.litellm_credential_name
  const credential = typeof credentialName === 'string' ? settings.credentials.get(credentialName) : undefined
  if (credentialName !== undefined && credential === undefined) {
    fail(
      entry,
      ['litellm_params', 'litellm_credential_name'],
      `names the credential ${JSON.stringify(credentialName)}, which does not exist.`,
      'Define it under credential_list.',
    )
  }
  return {
    modelGroup,
    params: { ...settings.defaultParams, ...credential, ...own } as Readonly<Record<string, unknown>>,
    modelInfo: isMap(resolved.model_info) ? resolved.model_info : {},
  }
}

function compileDefaults(
  entry: ModelEntry,
  params: Readonly<Record<string, unknown>>,
): CallParameters | undefined {
  try {
    const defaults = parseCallParameters(params, isTargetParameter)
    return Object.keys(defaults).length === 0 ? undefined : defaults
  } catch (error) {
    if (!(error instanceof ParameterError)) throw error
    return fail(
      entry,
      ['litellm_params', error.parameter],
      `has a wrong value: ${error.message}`,
      'Correct the value.',
    )
  }
}

function compilePattern(entry: ModelEntry, source: string): RegExp {
  try {
    return new RegExp(source)
  } catch {
    const path = ['litellm_params', 'tag_regex']
    return fail(entry, path, 'has a tag_regex that is not a regular expression.', 'Correct the value.')
  }
}

function hashEntry(raw: unknown): string {
  return createHash('sha256').update(stableJson(raw)).digest('hex')
}

/** JSON with sorted keys: the order of keys in a file must not change an id. */
function stableJson(value: unknown): string {
  return JSON.stringify(value, (_, node: unknown) =>
    isMap(node) ? Object.fromEntries(Object.entries(node).sort(([a], [b]) => (a < b ? -1 : 1))) : node,
  )
}

function requireText(
  entry: ModelEntry,
  values: Readonly<Record<string, unknown>>,
  name: string,
  example: string,
): string {
  const path = name.split('.')
  const key = path.at(-1) ?? name
  const value = values[key]
  if (typeof value === 'string' && value !== '') return value
  if (typeof value === 'number') return String(value)
  return fail(entry, path, `has no ${name}.`, correctionTo(key, values) ?? `Add "${key}: ${example}".`)
}

/** For a key that is there under nearly that name. */
function correctionTo(key: string, values: Readonly<Record<string, unknown>>): string | undefined {
  const unknown = Object.keys(values).filter((other) => !isKnownParameter(other))
  const written = unknown.find((other) => findNearest(other, [key], 2 / 5))
  return written && `Correct "${written}" to "${key}".`
}

function optionalNumber(
  entry: ModelEntry,
  params: Readonly<Record<string, unknown>>,
  name: string,
): number | undefined {
  if (params[name] === undefined || params[name] === null) return undefined
  const number = toNumber(params[name])
  if (number === undefined || number < 0) {
    fail(
      entry,
      ['litellm_params', name],
      `has a ${name} that is not a number.`,
      'Write a number, for instance 30.',
    )
  }
  return number
}

function fail(entry: ModelEntry, path: readonly string[], problem: string, remedy: string): never {
  const { source, index } = entry
  throw faultAt(source, ['model_list', index, ...path], `Model ${index + 1} of model_list ${problem}`, remedy)
}
