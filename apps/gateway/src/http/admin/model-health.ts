import { modelFacts } from '@kansoku/catalog'
import { type ChatRequest, ProviderError, type Target } from '@kansoku/providers'
import { type Deployment, describeFailure, parseProvider } from '@kansoku/routing'
import { mayUse } from '../../access/model-access.ts'
import type { GatewayContext } from '../../context.ts'
import { watchClient } from '../call/watch-client.ts'
import { type Exchange, sendJson } from '../exchange.ts'
import { shownParams } from '../models/info-row.ts'

/** LiteLLM's prompt for that, and how long a model may take. */
const prompt = 'test from litellm'
const patienceMs = 60_000
/** As few as all models accept. */
const answerTokens = 16
const atOnce = 8

/** `GET /health`: calls every model of the caller, or those of `model` or `model_id`, with a few words. */
export async function handleModelHealth(exchange: Exchange, context: GatewayContext): Promise<void> {
  const caller = context.authenticate(exchange)
  const model = exchange.query.get('model')
  const id = exchange.query.get('model_id')
  const { signal } = watchClient(exchange)
  const asked = context.config.deployments.filter(
    (one) =>
      one.listed &&
      mayUse(caller, one.modelGroup, context.models) &&
      (model === null || one.modelGroup === model || one.model === model) &&
      (id === null || one.id === id),
  )
  const found = await inTurns(asked, (deployment) => examine(deployment, context, signal))
  const healthy = found.filter((endpoint) => !('error' in endpoint))
  const unhealthy = found.filter((endpoint) => 'error' in endpoint)
  sendJson(exchange, 200, {
    healthy_endpoints: healthy,
    unhealthy_endpoints: unhealthy,
    healthy_count: healthy.length,
    unhealthy_count: unhealthy.length,
  })
}

async function examine(deployment: Deployment, context: GatewayContext, signal: AbortSignal) {
  const { apiBase } = context.placeOf(deployment)
  const shown = {
    model: deployment.model,
    ...shownParams(deployment.target.params),
    ...(apiBase === undefined ? {} : { api_base: apiBase }),
    model_id: deployment.id,
  }
  try {
    await callOnce(deployment, context, signal)
    return shown
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error
    return { ...shown, error: describeFailure(error) }
  }
}

async function callOnce(deployment: Deployment, { upstream }: GatewayContext, signal: AbortSignal) {
  if (deployment.mockResponse !== undefined) return
  const { health_check_model: own, health_check_timeout: seconds, mode } = deployment.modelInfo
  const target = typeof own === 'string' ? retarget(deployment.target, own) : deployment.target
  const limits = { signal, timeoutMs: typeof seconds === 'number' ? seconds * 1000 : patienceMs }
  if ((mode ?? modelFacts(deployment.model)?.mode) === 'embedding') {
    await upstream.embed(target, { inputs: [prompt] }, limits)
    return
  }
  const request: ChatRequest = {
    messages: [{ role: 'user', content: [{ type: 'text', text: prompt }] }],
    stream: false,
    maxTokens: answerTokens,
  }
  await upstream.complete({ ...target, dropParams: true }, request, limits)
}

/** A wildcard has no model of its own to call. */
function retarget(target: Target, model: string): Target {
  const { provider, rest } = parseProvider(model, target.params.custom_llm_provider)
  return { ...target, provider, model: rest }
}

/** Some at once, results in order. */
async function inTurns<T, R>(items: readonly T[], act: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = []
  const queue = items.entries()
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (const [index, item] of queue) results[index] = await act(item)
    }),
  )
  return results
}
