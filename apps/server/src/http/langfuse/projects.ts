import { listPublicProjects } from '@kansoku/contracts'
import { getProject } from '@kansoku/platform'
import type { Door } from '../../context.ts'
import { publicRoute } from './public-route.ts'

/** The project of the key; SDKs ask for it to check their keys. */
export const projectRoutes: Door = (context) => async (app) => {
  app.route(
    publicRoute(context, listPublicProjects, async ({ principal: { projectId } }) => {
      const project = await getProject(context, { projectId })
      return {
        data: [
          {
            id: project.id,
            name: project.name,
            organization: project.organization,
            metadata: project.metadata,
            ...(project.retentionDays !== null && { retentionDays: project.retentionDays }),
          },
        ],
      }
    }),
  )
}
