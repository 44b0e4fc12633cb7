import type { CallPorts } from '@kansoku/routing'
import { sleep } from '../../call-clock.ts'
import type { GatewayContext } from '../../context.ts'

/** What routing needs of a gateway to run a call. */
export function callPorts(context: GatewayContext, now: () => number): CallPorts {
  const { upstream, health, traffic, line, affinity, tokens } = context
  return {
    upstream,
    health,
    traffic,
    line,
    affinity,
    countTokens: tokens.estimate,
    now,
    random: Math.random,
    sleep,
  }
}
