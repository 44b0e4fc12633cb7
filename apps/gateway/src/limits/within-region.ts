import { type Deployment, type Plan, plan, type Stage } from '@kansoku/routing'
import type { GatewayContext } from '../context.ts'
import { noHolders } from '../control/holder-index.ts'
import { HttpError } from '../http/http-error.ts'
import { type LabelledCall, labelsOf } from './call-labels.ts'

type Context = Pick<GatewayContext, 'control' | 'models' | 'placeOf' | 'config'>

/**
 * Only what is in the region that the end user of a call is bound to. Where nothing is, the user's default model answers,
 * wherever it is: whoever named it has chosen so.
 * @throws {HttpError} 403 where there is none
 */
export function withinRegion(context: Context, call: LabelledCall, planned: Plan): Plan {
  const endUser = boundUser(context, call)
  if (endUser?.allowedModelRegion === undefined) return planned
  const kept = keepRegion(context, planned, endUser.allowedModelRegion)
  if (kept.general.length > 0) return kept
  const group = context.models.resolve(endUser.defaultModel ?? '')
  if (group) return plan(group, context.models, context.config.reliability.fallbacks)
  throw refusal(endUser.id, endUser.allowedModelRegion)
}

/** Which deployments a kept answer must be of; all where the end user of a call is bound to no region. */
export function deploymentsWithinRegion(
  context: Context,
  call: LabelledCall,
  within: Plan,
): ReadonlySet<string> | undefined {
  if (boundUser(context, call)?.allowedModelRegion === undefined) return undefined
  const stages = Object.values(within).flat()
  return new Set(stages.flatMap(({ group }) => group.deployments.map(({ id }) => id)))
}

/**
 * Like `withinRegion`, for a call that goes to one deployment as it is.
 * @throws {HttpError} 403 where that one is elsewhere
 */
export function requireRegion(context: Context, call: LabelledCall, planned: Plan): void {
  const endUser = boundUser(context, call)
  if (endUser?.allowedModelRegion === undefined) return
  const { general } = keepRegion(context, planned, endUser.allowedModelRegion)
  if (general.length === 0) throw refusal(endUser.id, endUser.allowedModelRegion)
}

function boundUser({ control }: Context, call: LabelledCall) {
  const holders = control?.holders() ?? noHolders
  return holders.bindsRegions ? holders.find('end_user', labelsOf(call).endUserId) : undefined
}

function refusal(id: string, region: string): HttpError {
  return new HttpError(
    403,
    'permission_denied_error',
    `No deployment of this model is in the region ${region} that end user ${id} is bound to.`,
  )
}

function keepRegion({ placeOf }: Context, planned: Plan, allowed: string): Plan {
  const keep = (stages: readonly Stage[]) =>
    stages
      .map((stage) => {
        const deployments = stage.group.deployments.filter((one) =>
          isWithin(regionOf(one) ?? placeOf(one).region, allowed),
        )
        return { ...stage, group: { ...stage.group, deployments } }
      })
      .filter(({ group }) => group.deployments.length > 0)
  return {
    general: keep(planned.general),
    contextWindow: keep(planned.contextWindow),
    contentPolicy: keep(planned.contentPolicy),
  }
}

/** As the config names it; else it is known from the address that is called. */
function regionOf({ target }: Deployment): string | undefined {
  const { region_name: named } = target.params
  return typeof named === 'string' ? named : undefined
}

/** A deployment of which nobody knows where it is, is nowhere. Google writes Europe out. */
function isWithin(region: string | undefined, allowed: string): boolean {
  if (region === undefined) return false
  return (
    region === allowed ||
    region.startsWith(`${allowed}-`) ||
    (allowed === 'eu' && region.startsWith('europe-'))
  )
}
