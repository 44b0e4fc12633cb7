import { modelFacts } from '@kansoku/catalog'
import { shownModelParams } from '@kansoku/contracts/gateway'
import { type ChatRequest, type ChatResult, ProviderError, type Target } from '@kansoku/providers'
import { type Deployment, describeFailure, parseProvider, type Upstream } from '@kansoku/routing'
import type { DeploymentPlace } from '../upstream.ts'
import { probeTask } from './probe-tasks.ts'

/** A deployment as `/health` tells of it; with an `error` it is unhealthy. */
export interface ExaminedModel {
  readonly model: string
  readonly model_id: string
  readonly error?: string
  readonly [detail: string]: unknown
}

/** How deployments are called. */
export interface Reach {
  readonly upstream: Upstream
  readonly placeOf: (deployment: Deployment) => DeploymentPlace
}

/** LiteLLM's prompt for that, and how long a model may take. */
const prompt = 'test from litellm'
const patienceMs = 60_000
/** As few as all models accept. */
const answerTokens = 16
const atOnce = 8

/** Calls each deployment with a few words. */
export function examineModels(
  deployments: readonly Deployment[],
  reach: Reach,
  signal: AbortSignal,
): Promise<ExaminedModel[]> {
  return inTurns(deployments, (deployment) => examine(deployment, reach, signal))
}

async function examine(deployment: Deployment, reach: Reach, signal: AbortSignal): Promise<ExaminedModel> {
  const { apiBase } = reach.placeOf(deployment)
  const shown = {
    model: deployment.model,
    ...shownModelParams(deployment.target.params),
    ...(apiBase === undefined ? {} : { api_base: apiBase }),
    model_id: deployment.id,
  }
  try {
    await callOnce(deployment, reach, signal)
    return shown
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error
    return { ...shown, error: describeFailure(error) }
  }
}

async function callOnce(deployment: Deployment, { upstream }: Reach, signal: AbortSignal) {
  if (deployment.mockResponse !== undefined) return
  const {
    health_check_model: own,
    health_check_timeout: seconds,
    health_check_voice: voice,
  } = deployment.modelInfo
  const mode = deployment.modelInfo.mode ?? modelFacts(deployment.model)?.mode
  const target = typeof own === 'string' ? retarget(deployment.target, own) : deployment.target
  const limits = { signal, timeoutMs: typeof seconds === 'number' ? seconds * 1000 : patienceMs }
  if (mode === 'embedding') {
    await upstream.embed(target, { inputs: [prompt] }, limits)
    return
  }
  const task = probeTask(mode, prompt, voice)
  if (task) return drain(await upstream.perform(target, task, limits))
  const request: ChatRequest = {
    messages: [{ role: 'user', content: [{ type: 'text', text: prompt }] }],
    stream: false,
    maxTokens: answerTokens,
  }
  await upstream.complete({ ...target, dropParams: true }, request, limits)
}

/** What comes in pieces is under way until it is read. */
async function drain({ body }: ChatResult): Promise<void> {
  if (!body || !('pieces' in body)) return
  for await (const _ of body.pieces);
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
