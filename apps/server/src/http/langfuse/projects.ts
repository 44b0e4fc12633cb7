import { getProject } from '@kansoku/platform'
import type { Door } from '../../context.ts'
import { principalOf, requireProject } from './authenticate-project.ts'

/** The project of the key; SDKs ask for it to check their keys. */
export const projectRoutes: Door = (context) => async (app) => {
  app.get('/api/public/projects', { onRequest: requireProject(context) }, async (request) => {
    const project = await getProject(context, { projectId: principalOf(request).projectId })
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
  })
}
