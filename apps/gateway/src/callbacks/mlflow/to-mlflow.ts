import type { MlflowTarget } from '@kansoku/routing'
import { toUnreachable } from '../../delivery/post-json.ts'
import type { Deliver } from '../channel.ts'
import { deliverSpans } from '../to-otlp.ts'
import type { MlflowServers } from './mlflow-server.ts'

/** MLflow's endpoint for OTLP. An experiment that is named is found, or made, before the first call is told. */
export function deliverToMlflow(target: MlflowTarget, servers: MlflowServers): Deliver {
  const server = servers(target)
  return async (records, signal) => {
    let experimentId: string
    try {
      experimentId = await server.experimentId(signal)
    } catch (error) {
      return toUnreachable(target.url, error)
    }
    const endpoint = {
      url: `${target.url}/v1/traces`,
      headers: { ...target.headers, 'x-mlflow-experiment-id': experimentId },
      encoding: 'protobuf',
      serviceName: 'litellm',
      sign: server.sign,
    } as const
    const delivery = await deliverSpans(endpoint)(records, signal)
    if (delivery.kind !== 'delivered') server.forgetExperiment()
    return delivery
  }
}
