import { getAgentChanges, getAgentTask, KansokuError, listAgentTasks } from '@kansoku/contracts'
import { type AgentTask, getTask, getTurnChanges, listTasks } from '@kansoku/query'
import type { Door, ServerContext } from '../../context.ts'
import { appRoute } from './app-route.ts'
import { namesOf, type Reader } from './name-usage.ts'
import { type CallerNames, presentTask, presentWholeTask } from './present-agent-task.ts'
import { withFormerKeys } from './with-former-keys.ts'

/** Tasks of coding agents: sessions whose calls they made. */
export const agentTaskRoutes: Door = (context) => async (app) => {
  const { analytics } = context

  app.route(
    appRoute(context, listAgentTasks, async ({ params, query, user }) => {
      const {
        page,
        limit,
        agent: agents,
        ...selection
      } = await withFormerKeys(context, params.projectId, query)
      const list = { ...params, ...selection, agents, limit, offset: (page - 1) * limit }
      const { tasks, totalItems } = await listTasks(analytics, list)
      const names = await callerNames(context, { ...params, userId: user.id }, tasks)
      const rows = tasks.map((task) => presentTask(task, names))
      return { rows, page, limit, totalItems, totalPages: Math.ceil(totalItems / limit) }
    }),
  )

  app.route(
    appRoute(context, getAgentTask, async ({ params, user }) => {
      const whole = await getTask(analytics, params)
      if (!whole) throw new KansokuError('not_found', `Task ${params.sessionId} not found`)
      const { projectId } = params
      const names = await callerNames(context, { projectId, userId: user.id }, [whole.task])
      return presentWholeTask(whole, names)
    }),
  )

  app.route(
    appRoute(context, getAgentChanges, async ({ params }) => {
      const changes = await getTurnChanges(analytics, params)
      if (!changes) throw new KansokuError('not_found', `Observation ${params.observationId} not found`)
      return {
        changes: changes.map(({ path, kind, movedTo, hunks }) => ({
          ...{ path, kind, movedTo: movedTo ?? null },
          hunks: hunks.map((hunk) => [...hunk]),
        })),
      }
    }),
  )
}

async function callerNames(
  context: ServerContext,
  reader: Reader,
  tasks: readonly AgentTask[],
): Promise<CallerNames> {
  const [key, team] = await Promise.all([
    namesOf(context, reader, 'key', [...new Set(tasks.flatMap(({ keys }) => keys))]),
    namesOf(context, reader, 'team', [...new Set(tasks.flatMap(({ teams }) => teams))]),
  ])
  return { key, team }
}
