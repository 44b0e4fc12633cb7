import type { OwnCall, PassThrough } from '@kansoku/providers'
import type { Deployment, ModelGroup } from '@kansoku/routing'
import { mayUse, ownAlias, resolveFor } from '../../access/model-access.ts'
import type { GatewayContext } from '../../context.ts'
import type { Caller } from '../authentication.ts'
import type { Vendor } from './vendors.ts'

export interface Chosen {
  readonly group: ModelGroup
  readonly deployment: Deployment
}

interface Wish {
  readonly caller: Caller
  readonly vendor: Vendor
  readonly api: PassThrough
  readonly call: OwnCall
}

/**
 * With whose credentials a vendor is called: a deployment's that has the model's name, or the model itself; else those
 * that are kept for this (`use_in_pass_through`), else the environment's.
 * @throws {HttpError} 401 for a model that is not the caller's
 */
export function chooseDeployment(context: GatewayContext, wish: Wish): Chosen {
  const { caller, vendor, call } = wish
  const { model } = call
  const { models } = context
  if (model === undefined) {
    // A form, a batch, a path of another kind: the vendor may read a model where we see none.
    const reads = call.request.method === 'GET' || call.request.method === 'HEAD'
    if (!reads) resolveFor(caller, `${vendor.provider}/*`, models)
    return unnamed(context, vendor, undefined)
  }
  const named = findGroup(context, wish, model)
  if (named) {
    resolveFor(caller, model, models)
    return { group: named, deployment: pick(context, named.deployments) }
  }
  const full = `${vendor.provider}/${model}`
  const mayCall = mayUse(caller, model, models) || mayUse(caller, full, models)
  const same = context.config.deployments.filter(
    (one) =>
      isModel(one, wish) && !context.isDemo(one) && (mayCall || mayUse(caller, one.modelGroup, models)),
  )
  if (same.length > 0) {
    const deployment = pick(context, same)
    return { group: { name: deployment.modelGroup, deployments: [deployment] }, deployment }
  }
  if (!mayCall) resolveFor(caller, model, models)
  const fitting = findGroup(context, wish, full)
  if (fitting) return { group: fitting, deployment: pick(context, fitting.deployments) }
  return unnamed(context, vendor, model)
}

/** Those of a group's deployments that are the vendor's. */
function findGroup(
  { models, isDemo }: GatewayContext,
  { caller, vendor }: Wish,
  name: string,
): ModelGroup | undefined {
  const group = models.resolve(ownAlias(caller, name))
  const deployments =
    group?.deployments.filter((one) => vendor.providers.includes(one.target.provider) && !isDemo(one)) ?? []
  return group && deployments.length > 0 ? { name: group.name, deployments } : undefined
}

function isModel({ target, mockResponse }: Deployment, { vendor, api, call }: Wish): boolean {
  if (mockResponse !== undefined || !vendor.providers.includes(target.provider) || target.model.includes('*'))
    return false
  try {
    return api.modelOf(target, call) === call.model
  } catch {
    // Settings that are unusable are told by the call itself.
    return false
  }
}

/** Any of those that do not rest after failures, of the lowest order. */
function pick({ health }: GatewayContext, deployments: readonly Deployment[]): Deployment {
  const awake = deployments.filter(({ id }) => !health.isCooling(id))
  const able = awake.length > 0 ? awake : deployments
  const lowest = Math.min(...able.map(({ order }) => order))
  const first = able.filter(({ order }) => order === lowest)
  const picked = first[Math.floor(Math.random() * first.length)]
  if (!picked) throw new Error('a group has at least one deployment')
  return picked
}

function unnamed({ config }: GatewayContext, vendor: Vendor, model: string | undefined): Chosen {
  const kept = config.deployments.find(
    ({ target }) => vendor.providers.includes(target.provider) && target.params.use_in_pass_through === true,
  )
  const { provider, prefixes } = vendor
  const [prefix = ''] = prefixes
  const { model: _, model_id: _id, ...params } = kept?.target.params ?? {}
  const deployment: Deployment = {
    id: `pass-through${prefix}`,
    modelGroup: `${prefix}/*`,
    model: `${provider}/${model ?? ''}`,
    target: { provider, model: model ?? '', params, dropParams: false },
    order: 0,
    modelInfo: {},
    listed: false,
  }
  return { group: { name: model ?? `${prefix}/*`, deployments: [deployment] }, deployment }
}
