import { availableTeamsHeader, writeAvailableTeams } from '@kansoku/contracts/gateway'
import type { GatewayContext } from '../../context.ts'
import type { Exchange } from '../exchange.ts'
import { forward } from './forward.ts'

/** Tells the server which teams the config file opens to users: it does not read that file. */
export function forwardWithTeams(exchange: Exchange, context: GatewayContext): Promise<void> {
  const { availableTeams } = context.config
  return forward(exchange, context, { [availableTeamsHeader]: writeAvailableTeams(availableTeams) })
}
