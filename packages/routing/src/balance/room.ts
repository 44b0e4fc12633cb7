import type { Balancing, Deployment } from '../config/gateway-config.ts'
import type { DeploymentTraffic } from './traffic.ts'

/** Whether the minute of a deployment has room for another call of so many tokens; always where limits only weigh. */
export function hasRoom(
  { id, rpm, tpm }: Deployment,
  { enforceRates }: Balancing,
  traffic: DeploymentTraffic,
  tokens: number,
): boolean {
  if (!enforceRates || (rpm === undefined && tpm === undefined)) return true
  const used = traffic.minute(id)
  return (rpm === undefined || used.requests < rpm) && (tpm === undefined || used.tokens + tokens <= tpm)
}

/** Whether a deployment may have another call under way. */
export function hasSlot(
  { id, maxParallelRequests }: Deployment,
  balancing: Balancing,
  traffic: DeploymentTraffic,
): boolean {
  const most = maxParallelRequests ?? balancing.maxParallelRequests
  return most === undefined || traffic.running(id) < most
}
