import type { Deployment } from '@kansoku/routing'
import { resolveFor } from '../../access/model-access.ts'
import type { GatewayContext } from '../../context.ts'
import type { Caller } from '../authentication.ts'
import type { Exchange } from '../exchange.ts'
import { badRequest } from '../http-error.ts'
import { unknownModel } from './unknown-model.ts'

/**
 * The deployment that tells of a model without a call to it: the first of those that the name stands for.
 * @throws {HttpError} 400 for no name or one that no model has, 401 for a model that is not the caller's
 */
export function namedDeployment(
  { path }: Exchange,
  model: unknown,
  caller: Caller,
  { models }: GatewayContext,
): Deployment {
  if (typeof model !== 'string') throw badRequest('model is missing; name one of GET /v1/models.', 'model')
  const [deployment] = models.resolve(resolveFor(caller, model, models))?.deployments ?? []
  if (!deployment) throw unknownModel(path, model)
  return deployment
}
