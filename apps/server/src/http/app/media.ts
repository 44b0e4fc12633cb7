import { mediaFilePath } from '@kansoku/contracts'
import { getMedia, type MediaKey, requireProjectAccess } from '@kansoku/platform'
import type { Door } from '../../context.ts'
import { sendFile } from '../send-file.ts'
import { requireUser } from './require-user.ts'

/** The bytes of files for pictures and players, from this origin whatever the storage: pages load from no other. */
export const mediaRoutes: Door = (context) => async (app) => {
  app.get<{ Params: MediaKey }>(mediaFilePath, async (request, reply) => {
    const { projectId, mediaId } = request.params
    const user = await requireUser(context, request)
    await requireProjectAccess(context, { userId: user.id, projectId, scope: 'traces:read' })
    return sendFile(context, request, reply, await getMedia(context, { projectId, mediaId }))
  })
}
