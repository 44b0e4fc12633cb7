import { models } from '@kansoku/storage'
import { desc, eq, type SQL, sql } from 'drizzle-orm'
import { channels } from '../announcements.ts'
import type { PlatformContext } from '../context.ts'
import { type ModelDefinition, toDefinition } from './model-definition.ts'

/**
 * The models that projects define themselves, all of them in memory: every observation is priced by them. A change on
 * any server is read at once.
 */
export interface ProjectModels extends AsyncDisposable {
  /** In the order in which they apply: the latest start first. */
  of(projectId: string): readonly ModelDefinition[]
  /** Resolves when changes of the project that were committed before the call are known here. */
  refresh(projectId: string): Promise<void>
}

/** What verbs on models need. */
export interface ModelsContext extends PlatformContext {
  readonly projectModels: ProjectModels
}

const retryMs = 500
const none: readonly ModelDefinition[] = []

/** Reads all models and starts listening for changes; dispose it before the store. */
export async function createProjectModels(ctx: PlatformContext): Promise<ProjectModels> {
  const known = new Map<string, readonly ModelDefinition[]>()
  let retry: NodeJS.Timeout | undefined
  // One after the other, so that what was read later also is what stays.
  let last: Promise<void> = Promise.resolve()

  function inTurn(read: () => Promise<void>): Promise<void> {
    const turn = last.then(read)
    last = turn.catch(() => undefined)
    return turn
  }

  const refresh = (projectId: string) =>
    inTurn(async () => {
      const definitions = await readProjectModels(ctx, projectId)
      if (definitions.length > 0) known.set(projectId, definitions)
      else known.delete(projectId)
    })

  const refreshAll = () =>
    inTurn(async () => {
      const definitions = await readModels(ctx)
      known.clear()
      for (const [projectId, own] of Map.groupBy(definitions, (definition) => definition.projectId ?? '')) {
        known.set(projectId, own)
      }
    })

  /** Until the store answers, prices stay as they were. */
  function refreshUntilDone(read: () => Promise<void>): void {
    read().catch(() => {
      clearTimeout(retry)
      retry = setTimeout(() => refreshUntilDone(refreshAll), retryMs)
      retry.unref()
    })
  }

  const stopListening = await ctx.metadata.listen(channels.models, (projectId) => {
    refreshUntilDone(projectId ? () => refresh(projectId) : refreshAll)
  })
  try {
    await refreshAll()
  } catch (error) {
    await stopListening()
    throw error
  }
  return {
    of: (projectId) => known.get(projectId) ?? none,
    refresh,
    async [Symbol.asyncDispose]() {
      await stopListening()
      await last
      clearTimeout(retry)
    },
  }
}

/** The models of a project as they are stored, in the order in which they apply. */
export function readProjectModels(ctx: PlatformContext, projectId: string): Promise<ModelDefinition[]> {
  return readModels(ctx, eq(models.projectId, projectId))
}

async function readModels(ctx: PlatformContext, where?: SQL): Promise<ModelDefinition[]> {
  const rows = await ctx.metadata.db
    .select()
    .from(models)
    .where(where)
    .orderBy(sql`${models.startDate} DESC NULLS LAST`, desc(models.createdAt), models.id)
  return rows.map(toDefinition)
}
