import { getTrace } from '@kansoku/contracts'
import { api, isStatus } from '../../lib/api.ts'
import type { OpenProject } from '../session/session.ts'

/** The project among those that somebody may open which holds a trace; undefined when none does. */
export async function projectOfTrace(
  projects: readonly OpenProject[],
  traceId: string,
): Promise<string | undefined> {
  for (const { id } of projects) {
    try {
      await api.call(getTrace, { params: { projectId: id, traceId } })
      return id
    } catch (error) {
      if (!isStatus(error, 403, 404)) throw error
    }
  }
  return undefined
}
