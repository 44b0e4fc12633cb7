import { ProviderError } from '../spec/error.ts'

/** A Bedrock model string taken apart. */
export interface BedrockModel {
  /** What goes into the URL: a model id, an inference profile id or an ARN. */
  readonly id: string
  /** For capabilities and prices: without route, region folder, ARN head, region prefix and context suffix. */
  readonly baseModel: string
  /** From a region folder or an ARN. */
  readonly region?: string
  /** The string ended in `[1m]`: the model's beta with a million tokens of context is asked for. */
  readonly longContext: boolean
  /** The string began with `invoke/`: Claude is asked by its own API, through InvokeModel. */
  readonly invoked?: true
}

/** All of these are answered through Converse, but Claude behind `invoke/`. */
const CHAT_ROUTES = new Set(['converse', 'invoke', 'converse_like', 'nova', 'llama', 'deepseek_r1'])
const OTHER_ROUTES = new Set(['agent', 'agentcore', 'async_invoke', 'openai', 'mantle'])
const REGION = /^[a-z]{2}(?:-[a-z]+)+-\d$/
const REGION_PREFIX = /^(?:global|us-gov|us|eu|apac|jp|au|ca|sa|me|af|uk)\./
const CONTEXT_SUFFIX = /:\d+k$/

/**
 * Reads the part of a model string after `bedrock/`: `[route/][region/][commitment/]id-or-arn[[1m]]`.
 * Throws `ProviderError` (bad_request) for routes that are no chat models.
 */
export function parseBedrockModel(model: string): BedrockModel {
  let rest = model.startsWith('bedrock/') ? model.slice('bedrock/'.length) : model
  const longContext = /\[1m\]$/i.test(rest)
  if (longContext) rest = rest.slice(0, -'[1m]'.length)
  const route = folder(rest)
  if (OTHER_ROUTES.has(route)) throw unsupportedRoute(route)
  if (CHAT_ROUTES.has(route)) rest = rest.slice(route.length + 1)
  let region: string | undefined
  if (REGION.test(folder(rest))) {
    region = folder(rest)
    rest = rest.slice(region.length + 1)
  }
  rest = rest.replace(/^\d+-month-commitment\//, '')
  region ??= regionOfArn(rest)
  const invoked = route === 'invoke' ? { invoked: true as const } : {}
  return { id: rest, baseModel: baseModelOf(rest), longContext, ...invoked, ...(region ? { region } : {}) }
}

/** Drops ARN head, region prefix and context suffix: the name under which capabilities and prices are listed. */
export function baseModelOf(id: string): string {
  const tail = id.startsWith('arn:') ? (id.split('/').at(-1) ?? id) : id
  return tail.replace(REGION_PREFIX, '').replace(CONTEXT_SUFFIX, '')
}

/** The region field of an ARN (`arn:partition:service:region:…`), if it has one. */
export function regionOfArn(arn: string): string | undefined {
  return arn.startsWith('arn:') ? arn.split(':')[3] || undefined : undefined
}

function folder(path: string): string {
  const slash = path.indexOf('/')
  return slash > 0 && !path.startsWith('arn:') ? path.slice(0, slash) : ''
}

function unsupportedRoute(route: string): ProviderError {
  return new ProviderError(
    'bad_request',
    `Bedrock route "${route}/" is not a chat model of the Converse API; use bedrock/converse/<model id>`,
    { provider: 'bedrock', param: 'model' },
  )
}
