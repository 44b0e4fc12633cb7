import type { AnalyticsStore } from '@kansoku/storage'

/** The ledger of its calls, too: there is nobody left to whom it says anything. */
const tables = ['scores', 'observations', 'traces', 'event_parts', 'gateway_calls']

/** Removes all that a project has in the store. For one that is gone: what is ingested meanwhile stays. */
export async function removeProject(
  analytics: AnalyticsStore,
  { projectId, signal }: { projectId: string; signal: AbortSignal },
): Promise<void> {
  for (const table of tables) {
    signal.throwIfAborted()
    await analytics.command(
      `DELETE FROM ${table} WHERE project_id = {project:String}`,
      { project: projectId },
      'job',
    )
  }
}
