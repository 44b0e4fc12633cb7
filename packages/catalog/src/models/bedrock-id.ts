const routes =
  /^(?:converse|converse_like|invoke|async_invoke|openai|mantle|nova|llama|deepseek_r1|agent|agentcore)\//
/** OpenAI's own models are called so, too. */
const isPrefix = /^openai\//
const regionFolder = /^[a-z]{2}(?:-[a-z]+)+-\d\//
const commitmentFolder = /^\d-month-commitment\//
const arnHead = /^arn:aws[a-z-]*:bedrock:[a-z0-9-]*:\d*:(?:foundation-model|inference-profile)\//
const scopes = /^(global|us-gov|us|eu|apac|ap|jp|au|ca|sa|in|mx|me|af|il|cn)\./
const contextSuffix = /(?::\d+k|\[1m\])$/
const vendors =
  /^(ai21|amazon|anthropic|cohere|deepseek|google|luma|meta|minimax|mistral|moonshot|nvidia|openai|qwen|stability|twelvelabs|writer|zai)\./

/** The id of a model on Amazon Bedrock, freed of everything that says how or where to call it. */
export interface BedrockId {
  /** As an API call names it: `us.anthropic.claude-sonnet-4-20250514-v1:0`. */
  readonly id: string
  /** The group of regions of a cross-region inference profile: `us`, `eu`, `apac`, `global`…; null without one. */
  readonly scope: string | null
  /** Without scope: `anthropic.claude-sonnet-4-20250514-v1:0`. */
  readonly base: string
  /** Without scope and without the suffix of a first version: `anthropic.claude-sonnet-4-20250514`. */
  readonly canonical: string
  /** What is wrong with the id, when it cannot exist on Bedrock. */
  readonly fault: string | null
}

/**
 * Reads a Bedrock model id out of LiteLLM's model strings (`bedrock/converse/us.…`, `bedrock/<region>/…`), ARNs and
 * plain ids; null when the string does not name a model on Bedrock.
 */
export function parseBedrockId(model: string): BedrockId | null {
  const marked = /^bedrock(?:_converse)?\//.test(model) || (routes.test(model) && !isPrefix.test(model))
  const id = stripCallPath(model)
  const scope = scopes.exec(id)?.[1] ?? null
  const base = scope === null ? id : id.slice(scope.length + 1)
  const vendor = vendors.exec(base)?.[1]
  if (!marked && vendor === undefined) return null
  return { id, scope, base, canonical: canonicalise(base), fault: findFault(id, base, vendor) }
}

function stripCallPath(model: string): string {
  let rest = model.replace(/^bedrock(?:_converse)?\//, '')
  for (const head of [routes, regionFolder, commitmentFolder, arnHead]) rest = rest.replace(head, '')
  return rest.replace(contextSuffix, '')
}

/** Only a first version is dropped: `titan-embed-text-v2` is another model than `titan-embed-text-v1`. */
export function canonicalise(base: string): string {
  return base.replace(/:\d+$/, '').replace(/-v[01]$/, '')
}

function findFault(id: string, base: string, vendor: string | undefined): string | null {
  if (vendor === undefined || !base.startsWith(`${vendor}.${vendor}.`)) return null
  const repaired = id.replace(`${vendor}.${vendor}.`, `${vendor}.`)
  return `"${id}" names the vendor "${vendor}." twice; Bedrock knows "${repaired}"`
}
