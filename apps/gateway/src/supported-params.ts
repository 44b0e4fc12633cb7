import { type ChatRequest, ProviderError, type Providers, type Target } from '@kansoku/providers'
import { parseCallParameters } from '@kansoku/routing'

/** Which of OpenAI's parameters a model takes, by their names on the wire. Never rejects. */
export type SupportedParams = (target: Target) => Promise<readonly string[]>

const tool = { name: 'probe', parameters: { type: 'object', properties: {} } }
const tools = [{ type: 'function', function: tool }]

/** A value of each parameter that asks for something; what needs company brings it. */
const samples: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  max_tokens: { max_tokens: 2048 },
  max_completion_tokens: { max_completion_tokens: 2048 },
  temperature: { temperature: 0.5 },
  top_p: { top_p: 0.5 },
  n: { n: 2 },
  stop: { stop: ['end'] },
  seed: { seed: 1 },
  presence_penalty: { presence_penalty: 0.5 },
  frequency_penalty: { frequency_penalty: 0.5 },
  logit_bias: { logit_bias: { 1: 1 } },
  logprobs: { logprobs: true },
  top_logprobs: { logprobs: true, top_logprobs: 1 },
  response_format: { response_format: { type: 'json_object' } },
  thinking: { thinking: { type: 'enabled', budget_tokens: 1024 }, max_tokens: 2048 },
  reasoning_effort: { reasoning_effort: 'low' },
  tools: { tools },
  tool_choice: { tools, tool_choice: 'auto' },
  parallel_tool_calls: { tools, parallel_tool_calls: false },
  functions: { functions: [tool] },
}
/** What every provider is given as far as it knows it. */
const always = ['stream', 'stream_options', 'user', 'extra_headers']

const mostKnown = 500

/** Asks the adapters themselves by building requests that are never sent, so that no list of names grows old. */
export function createSupportedParams(providers: Providers): SupportedParams {
  const known = new Map<string, Promise<readonly string[]>>()
  const takes = async (target: Target, values: Readonly<Record<string, unknown>>) => {
    const request: ChatRequest = {
      messages: [{ role: 'user', content: [{ type: 'text', text: 'probe' }] }],
      stream: false,
      ...parseCallParameters(values),
    }
    try {
      await providers.resolve(target.model, target.provider).adapter.buildRequest(request, target)
      return true
    } catch (error) {
      return error instanceof ProviderError && error.errorClass !== 'unsupported_params'
    }
  }
  const probe = async (target: Target): Promise<readonly string[]> => {
    if (!providers.names.includes(target.provider)) return []
    const found = await Promise.all(
      Object.entries(samples).map(async ([name, values]) => ((await takes(target, values)) ? [name] : [])),
    )
    return [...always, ...found.flat()]
  }
  return (target) => {
    const name = `${target.provider}/${target.model}`
    const own = known.get(name) ?? probe(withoutCredentials(target))
    // Clients may make up names without end, where a wildcard takes them.
    if (known.size >= mostKnown) known.clear()
    known.set(name, own)
    return own
  }
}

/** Nobody's credentials are looked up, and nobody's role is assumed, for a request that is not sent. */
function withoutCredentials({ params, ...target }: Target): Target {
  const { allowed_openai_params } = params
  const made = {
    api_key: 'probe',
    api_base: 'http://127.0.0.1',
    aws_access_key_id: 'probe',
    aws_secret_access_key: 'probe',
    aws_region_name: 'us-east-1',
  }
  return { ...target, dropParams: false, params: { ...made, allowed_openai_params } }
}
