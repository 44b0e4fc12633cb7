import {
  type ChatRequest,
  type ChatResult,
  type ErrorClass,
  ProviderError,
  type Target,
} from '@kansoku/providers'
import { runCall } from '../attempt/call.ts'
import type { CallOptions } from '../attempt/contract.ts'
import { createAffinity } from '../balance/affinity.ts'
import { createDeploymentTraffic } from '../balance/traffic.ts'
import { createWaitingLine } from '../balance/waiting-line.ts'
import { loadGatewayConfig } from '../config/load.ts'
import { createDeploymentHealth } from '../health/deployment-health.ts'
import { createModelIndex } from '../plan/model-index.ts'
import { type FallbackWishes, plan } from '../plan/plan.ts'

type Script = (model: string, count: number) => ErrorClass | ProviderError | undefined

const result: ChatResult = {
  choices: [{ index: 0, content: [{ type: 'text', text: 'hello' }], finishReason: 'stop' }],
  warnings: [],
  upstreamHeaders: {},
}

/** A router with a fake clock: sleeping only moves it, and upstreams answer by a script. */
export function createRouter(sections: object, script: Script, promptTokens = 0) {
  const { config } = loadGatewayConfig('config.yaml', {
    env: {},
    isProviderSupported: () => true,
    readText: () => JSON.stringify(sections),
  })
  const clock = { now: 1_000_000 }
  const random = { value: 0 }
  const calls: { model: string; target: Target; request: ChatRequest; limits: object }[] = []
  const sleeps: number[] = []
  const health = createDeploymentHealth(
    () => config.reliability,
    () => clock.now,
  )
  const traffic = createDeploymentTraffic(() => clock.now)
  const sleep = async (ms: number) => {
    sleeps.push(ms)
    clock.now += ms
  }
  const line = createWaitingLine({ now: () => clock.now, sleep })
  const affinity = createAffinity(() => clock.now)
  const answer = (target: Target, request: ChatRequest, limits: object) => {
    calls.push({ model: target.model, target, request, limits })
    const outcome = script(target.model, calls.filter(({ model }) => model === target.model).length)
    if (outcome === undefined) return result
    throw outcome instanceof ProviderError
      ? outcome
      : new ProviderError(outcome, 'scripted', { provider: 'openai' })
  }
  const index = createModelIndex(config)
  const call = (
    model: string,
    options: CallOptions = {},
    wishes?: FallbackWishes,
    messages: ChatRequest['messages'] = [],
  ) => {
    const group = index.resolve(model)
    if (!group) throw new Error(`no group ${model}`)
    const request: ChatRequest = { messages, stream: false }
    return runCall(
      {
        request,
        override: (fields) => ({ ...request, extra: fields }),
        plan: plan(group, index, config.reliability.fallbacks, wishes),
        options,
      },
      config,
      {
        upstream: {
          complete: async (...args) => answer(...args),
          embed: async () => {
            throw new Error('not embedded')
          },
          perform: async () => {
            throw new Error('not performed')
          },
          openStream: async () => {
            throw new Error('not streamed')
          },
        },
        health,
        traffic,
        line,
        affinity,
        countTokens: async () => promptTokens,
        now: () => clock.now,
        random: () => random.value,
        sleep,
      },
    )
  }
  return {
    call,
    calls,
    sleeps,
    clock,
    random,
    traffic,
    ids: config.deployments.map(({ id }) => id),
    models: () => calls.map(({ model }) => model),
  }
}

/** Deployments of OpenAI; what follows `#` in a name tells those of one group apart. */
export const models = (...names: string[]) =>
  names.map((name) => ({ model_name: name.split('#')[0], litellm_params: { model: `openai/${name}` } }))
