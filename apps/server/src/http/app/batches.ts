import {
  cancelBatch as cancelRoute,
  changeTraces as changeTracesRoute,
  createExport as createExportRoute,
  deleteBatch as deleteRoute,
  exportFilePath,
  listBatches as listRoute,
  retryBatch as retryRoute,
} from '@kansoku/contracts'
import {
  cancelBatch,
  changeProjectTraces,
  createExport,
  deleteBatch,
  getExportFile,
  listBatches,
  retryBatch,
} from '@kansoku/platform'
import type { FastifyReply } from 'fastify'
import type { Door, ServerContext } from '../../context.ts'
import { runExportsJob } from '../../jobs/run-exports.ts'
import { runTraceChangesJob } from '../../jobs/run-trace-changes.ts'
import { contentSecurityPolicy } from '../media-safety.ts'
import { appRoute } from './app-route.ts'
import { requireUser } from './require-user.ts'
import { withFormerKeys } from './with-former-keys.ts'

/** Exports, and other work on many rows. */
export const batchRoutes: Door = (context) => async (app) => {
  app.route(
    appRoute(context, listRoute, ({ user, params }) => listBatches(context, { userId: user.id, ...params })),
  )
  app.route(
    appRoute(context, createExportRoute, async ({ user, params, body }) => {
      await context.ingestion.settled()
      const selection = await withFormerKeys(context, params.projectId, body.selection)
      const wish = { ...body, selection }
      const created = await createExport(context, { userId: user.id, ...params, wish })
      await wake(context)
      return created
    }),
  )
  app.route(
    appRoute(context, changeTracesRoute, async ({ user, params, body }) => {
      await context.ingestion.settled()
      const selection = await withFormerKeys(context, params.projectId, body.selection)
      const wish = { userId: user.id, ...params, change: body.change, selection }
      const batch = await changeProjectTraces(context, wish)
      if (batch) await wake(context)
      return { batch }
    }),
  )
  app.route(
    appRoute(context, cancelRoute, ({ user, params }) =>
      cancelBatch(context, { userId: user.id, ...params }),
    ),
  )
  app.route(
    appRoute(context, retryRoute, async ({ user, params }) => {
      const batch = await retryBatch(context, { userId: user.id, ...params })
      await wake(context)
      return batch
    }),
  )
  app.route(
    appRoute(context, deleteRoute, async ({ user, params }) => {
      await deleteBatch(context, { userId: user.id, ...params })
      return {}
    }),
  )
  app.get<{ Params: { projectId: string; batchId: string } }>(exportFilePath, async (request, reply) => {
    const user = await requireUser(context, request)
    return sendExport(context, reply, { userId: user.id, ...request.params })
  })
}

async function wake({ jobs }: ServerContext): Promise<void> {
  for (const job of [runExportsJob, runTraceChangesJob]) await jobs.enqueue(job, {}, { key: 'wake' })
}

/** Always as a file to be saved: what is in it came from clients. */
async function sendExport(
  context: ServerContext,
  reply: FastifyReply,
  one: Parameters<typeof getExportFile>[1],
): Promise<FastifyReply> {
  const file = await getExportFile(context, one)
  return reply
    .header('content-type', file.contentType)
    .header('content-length', file.bytes)
    .header('content-disposition', `attachment; filename="${file.name}"`)
    .header('content-security-policy', contentSecurityPolicy)
    .header('x-content-type-options', 'nosniff')
    .header('cache-control', 'private, no-store')
    .send(file.content)
}
