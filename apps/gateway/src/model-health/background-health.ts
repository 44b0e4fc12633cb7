import type { GatewayConfig } from '@kansoku/routing'
import type { Log } from '../log.ts'
import { type ExaminedModel, examineModels, type Reach } from './examine-models.ts'

/** Examines models again and again where the config asks for it. */
export interface BackgroundHealth extends Disposable {
  /** The last result of a deployment; undefined before the first, or while nothing is examined in the background. */
  last(deploymentId: string): ExaminedModel | undefined
}

interface Examined extends Reach {
  readonly config: GatewayConfig
  readonly log: Log
}

/** How often it is looked whether it is time. */
const lookEveryMs = 1000

/** @param current the config whose models count at that time, and how they are called */
export function startBackgroundHealth(current: () => Examined): BackgroundHealth {
  const results = new Map<string, ExaminedModel>()
  const stop = new AbortController()
  let last = Number.NEGATIVE_INFINITY
  let running = false
  const examine = async (context: Examined) => {
    const asked = context.config.deployments.filter(
      ({ listed, modelInfo }) => listed && modelInfo.disable_background_health_check !== true,
    )
    const found = await examineModels(asked, context, stop.signal)
    if (stop.signal.aborted) return
    results.clear()
    for (const model of found) results.set(model.model_id, model)
  }
  const look = async () => {
    const context = current()
    const { background, intervalSeconds } = context.config.healthChecks
    if (!background) results.clear()
    if (!background || running || performance.now() - last < intervalSeconds * 1000) return
    running = true
    last = performance.now()
    await examine(context).catch((error: unknown) =>
      context.log.error({ err: error }, 'models were not examined'),
    )
    running = false
  }
  void look()
  const timer = setInterval(() => void look(), lookEveryMs)
  timer.unref()
  return {
    last: (id) => results.get(id),
    [Symbol.dispose]() {
      clearInterval(timer)
      stop.abort()
    },
  }
}
