import {
  addModel,
  type ModelRow,
  patchModel,
  removeModel,
  shownModelParams,
  updateModel,
} from '@kansoku/contracts'
import { type AddedModel, addGatewayModel, deleteGatewayModel, updateGatewayModel } from '@kansoku/platform'
import type { Door } from '../../context.ts'
import { managementRoute } from './management-route.ts'
import { presentStamps } from './present-limits.ts'

/** Deployments beside those of the gateway's config file. The gateway has found them usable before. */
export const modelRoutes: Door = (context) => async (app) => {
  app.route(
    managementRoute(context, addModel, async ({ body, caller }) =>
      present(await addGatewayModel(context, { changes: body, by: caller.id })),
    ),
  )

  app.route(
    managementRoute(context, updateModel, async ({ body, caller }) =>
      present(
        await updateGatewayModel(context, { id: String(body.model_info.id), changes: body, by: caller.id }),
      ),
    ),
  )

  app.route(
    managementRoute(context, patchModel, async ({ params: { id }, body, caller }) =>
      present(await updateGatewayModel(context, { id, changes: body, by: caller.id })),
    ),
  )

  app.route(
    managementRoute(context, removeModel, async ({ body: { id } }) => {
      await deleteGatewayModel(context, { id })
      return { message: `Model: ${id} deleted successfully` }
    }),
  )
}

function present(model: AddedModel): ModelRow {
  const { id, modelName, params, info } = model
  return {
    model_id: id,
    model_name: modelName,
    litellm_params: { model: params.model, ...shownModelParams(params) },
    model_info: { ...info, id, db_model: true },
    ...presentStamps(model),
  }
}
