import type { Deployment } from '../config/gateway-config.ts'
import { hasRoom, hasSlot } from './room.ts'
import { choose, type Sight } from './strategies.ts'

export interface PickSituation extends Sight {
  readonly isCooling: (id: string) => boolean
  /** Deployments that have just failed this call. */
  readonly failed: ReadonlySet<string>
  /** The one that the call should go to again, if it can. */
  readonly preferred?: string | undefined
  /** Tokens of the prompt; 0 where no limit asks for them. */
  readonly tokens: number
}

/** Why nothing can be picked: all rest after failures, are at their rates of this minute, or as busy as they may be. */
export type Refusal = 'resting' | 'limited' | 'busy'

/**
 * Picks one of a group: of those that can take the call, only the lowest `order`, one that has just failed only when
 * no other is left; between the rest the strategy decides.
 */
export function pickDeployment(
  deployments: readonly Deployment[],
  situation: PickSituation,
): Deployment | Refusal {
  const { balancing, traffic, isCooling, failed, tokens } = situation
  const [only] = deployments
  if (only && deployments.length === 1) {
    if (isCooling(only.id)) return 'resting'
    if (!hasRoom(only, balancing, traffic, tokens)) return 'limited'
    return hasSlot(only, balancing, traffic) ? only : 'busy'
  }
  const healthy = deployments.filter(({ id }) => !isCooling(id))
  if (healthy.length === 0) return 'resting'
  const roomy = healthy.filter((one) => hasRoom(one, balancing, traffic, tokens))
  if (roomy.length === 0) return 'limited'
  const free = roomy.filter((one) => hasSlot(one, balancing, traffic))
  if (free.length <= 1) return free[0] ?? 'busy'
  const again = free.find(({ id }) => id === situation.preferred && !failed.has(id))
  if (again) return again
  const fresh = free.filter(({ id }) => !failed.has(id))
  const usable = fresh.length > 0 ? fresh : free
  const lowest = Math.min(...usable.map(({ order }) => order))
  return (
    choose(
      usable.filter(({ order }) => order === lowest),
      situation,
    ) ?? 'resting'
  )
}
