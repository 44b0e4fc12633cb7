import {
  createManagedProject as createRoute,
  deleteManagedProjects as deleteRoute,
  getManagedProject as infoRoute,
  KansokuError,
  listManagedProjects as listRoute,
  type ManagedProjectInfo,
  updateManagedProject as updateRoute,
} from '@kansoku/contracts'
import {
  createManagedProject,
  deleteManagedProjects,
  listManagedProjects,
  type ManagedProject,
  renameManagedProject,
} from '@kansoku/platform'
import { getSpendSums } from '@kansoku/query'
import type { Door, ServerContext } from '../../context.ts'
import { managementRoute } from './management-route.ts'
import { presentOne } from './present-one.ts'

/** Projects: where the calls of keys land. */
export const projectRoutes: Door = (context) => async (app) => {
  app.route(
    managementRoute(context, createRoute, async ({ body: { project_id: id, project_alias: name } }) =>
      presentOne(
        presentProjects,
        context,
        await createManagedProject(context, { id: id ?? undefined, name }),
      ),
    ),
  )

  app.route(
    managementRoute(context, updateRoute, async ({ body: { project_id: id, project_alias: name } }) =>
      presentOne(presentProjects, context, await renameManagedProject(context, { id, name })),
    ),
  )

  app.route(
    managementRoute(context, deleteRoute, async ({ body: { project_ids: ids } }) =>
      presentProjects(context, await deleteManagedProjects(context, { ids })),
    ),
  )

  app.route(
    managementRoute(context, infoRoute, async ({ query: { project_id: id } }) => {
      const [row] = await listManagedProjects(context, { ids: [id] })
      if (!row) throw new KansokuError('not_found', `Project ${id} does not exist`)
      return presentOne(presentProjects, context, row)
    }),
  )

  app.route(
    managementRoute(context, listRoute, async () =>
      presentProjects(context, await listManagedProjects(context)),
    ),
  )
}

async function presentProjects(
  { analytics }: ServerContext,
  rows: readonly ManagedProject[],
): Promise<ManagedProjectInfo[]> {
  const ids = rows.map(({ id }) => id)
  const sums =
    ids.length === 0 ? [] : await getSpendSums(analytics, { only: { project: ids }, by: ['project'] })
  const spend = new Map(sums.map((sum) => [sum.of.project, sum.spend]))
  return rows.map((row) => ({
    project_id: row.id,
    project_alias: row.name,
    spend: spend.get(row.id) ?? 0,
    created_at: row.createdAt.toISOString(),
    updated_at: row.updatedAt.toISOString(),
  }))
}
