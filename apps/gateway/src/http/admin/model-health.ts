import { mayUse } from '../../access/model-access.ts'
import type { GatewayContext } from '../../context.ts'
import { type ExaminedModel, examineModels } from '../../model-health/examine-models.ts'
import { watchClient } from '../call/watch-client.ts'
import { type Exchange, sendJson } from '../exchange.ts'

/**
 * `GET /health`: calls every model of the caller, or those of `model` or `model_id`, with a few words; where the config
 * has them examined in the background it tells the last results. Virtual keys share results of some minutes.
 */
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
  const known = asked.flatMap((deployment) => context.backgroundHealth.last(deployment.id) ?? [])
  const examine = () =>
    caller.key ? context.sharedHealth.ask(asked, context) : examineModels(asked, context, signal)
  const found = known.length > 0 ? known : await examine()
  const shown = context.config.healthChecks.details ? found : found.map(withoutDetails)
  const healthy = shown.filter(({ error }) => error === undefined)
  const unhealthy = shown.filter(({ error }) => error !== undefined)
  sendJson(exchange, 200, {
    healthy_endpoints: healthy,
    unhealthy_endpoints: unhealthy,
    healthy_count: healthy.length,
    unhealthy_count: unhealthy.length,
  })
}

function withoutDetails({ model, model_id, error }: ExaminedModel): ExaminedModel {
  return { model, model_id, ...(error === undefined ? {} : { error: error.split(':')[0] ?? error }) }
}
