import {
  changeModel,
  changeGatewayModel as changeRoute,
  createGatewayModel as createRoute,
  deleteGatewayModel as deleteRoute,
  type GatewayModel,
  type GatewayModelWishes,
  KansokuError,
  listGatewayModels as listRoute,
  type ModelChanges,
  testGatewayModel as testRoute,
} from '@kansoku/contracts'
import {
  addGatewayModel,
  deleteGatewayModel,
  getGatewayModel,
  hasProjectScope,
  mayChangeGateway,
  requireProjectAccess,
  updateGatewayModel,
} from '@kansoku/platform'
import type { Door, ServerContext } from '../../context.ts'
import { appRoute } from './app-route.ts'
import { askDeployments, askFault, askTest, away, tellOfChange, tested } from './ask-gateway.ts'

/** Models that keys of any project may call: they belong to the gateway, and what they are is no secret. */
export const gatewayModelRoutes: Door = (context) => async (app) => {
  app.route(
    appRoute(context, listRoute, async ({ user, params }) => {
      const { role } = await requireProjectAccess(context, { userId: user.id, ...params })
      const found = await askDeployments(context)
      return {
        isReachable: found !== undefined,
        deployments: found?.deployments ?? [],
        mayTest: hasProjectScope(role, 'apiKeys:write'),
        mayChange: await mayChangeGateway(context, { userId: user.id }),
      }
    }),
  )

  // A test costs money: whoever may give out keys may have it spent.
  app.route(
    appRoute(context, testRoute, async ({ user, params, body }) => {
      await requireProjectAccess(context, { userId: user.id, ...params, scope: 'apiKeys:write' })
      return tested(await askTest(context, body.id), 'Deployment', body.id) ?? away
    }),
  )

  app.route(
    appRoute(context, createRoute, async ({ user, params, body }) => {
      await requireChange(context, { userId: user.id, ...params })
      requireOwnKey(undefined, body)
      const changes = { ...toChanges(body), model_name: body.name }
      await requireUsable(
        context,
        changeModel({ id: 'new', modelName: body.name, params: {}, info: {} }, changes),
      )
      const { id } = await addGatewayModel(context, { changes, by: user.id })
      await tellOfChange(context)
      return { id }
    }),
  )

  app.route(
    appRoute(context, changeRoute, async ({ user, params: { projectId, modelId: id }, body }) => {
      await requireChange(context, { userId: user.id, projectId })
      const stored = await getGatewayModel(context, { id })
      requireOwnKey(stored, body)
      const changes = toChanges(body)
      await requireUsable(context, changeModel(stored, changes))
      await updateGatewayModel(context, { id, changes, by: user.id })
      await tellOfChange(context)
      return { id }
    }),
  )

  app.route(
    appRoute(context, deleteRoute, async ({ user, params: { projectId, modelId: id } }) => {
      await requireChange(context, { userId: user.id, projectId })
      await deleteGatewayModel(context, { id })
      await tellOfChange(context)
      return { id }
    }),
  )
}

async function requireChange(
  context: ServerContext,
  who: { readonly userId: string; readonly projectId: string },
): Promise<void> {
  await requireProjectAccess(context, who)
  if (!(await mayChangeGateway(context, who))) throw new KansokuError('access_denied')
}

/** Throws `key_needed` for an address or a provider that would get a key which was not given for it. */
function requireOwnKey(stored: GatewayModel | undefined, { model, apiBase, apiKey }: Wishes): void {
  const { params = {} } = stored ?? {}
  const hasNewAddress = typeof apiBase === 'string' && apiBase !== params.api_base
  const hasNewProvider =
    model !== undefined &&
    params.api_key !== undefined &&
    providerOf(model) !== providerOf(String(params.model))
  if (apiKey || !(hasNewAddress || hasNewProvider)) return
  throw new KansokuError('key_needed')
}

function providerOf(model: string): string {
  return model.slice(0, model.indexOf('/'))
}

/** Throws `gateway_away`, and `unprocessable` with the reason for a model that the gateway could not call. */
async function requireUsable(context: ServerContext, model: GatewayModel): Promise<void> {
  const answer = await askFault(context, model)
  if (!answer || !('fault' in answer)) throw new KansokuError('gateway_away')
  if (answer.fault !== null) throw new KansokuError('unprocessable', answer.fault)
}

type Wishes = { readonly [Name in keyof GatewayModelWishes]?: GatewayModelWishes[Name] | undefined }

/** In the words of a config file. */
function toChanges(wishes: Wishes): ModelChanges {
  const { name, model, region, apiBase, apiVersion, apiKey } = wishes
  const params = {
    model,
    aws_region_name: region,
    api_base: apiBase,
    api_version: apiVersion,
    api_key: apiKey,
  }
  const named = Object.entries(params).filter(([, value]) => value !== undefined)
  return { ...(name === undefined ? {} : { model_name: name }), litellm_params: Object.fromEntries(named) }
}
