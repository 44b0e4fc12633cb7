import {
  getMedia as getRoute,
  type PublicMedia,
  reportMediaUpload,
  requestMediaUpload,
} from '@kansoku/contracts'
import { downloadSeconds, getMedia, type Media, reportUpload, requestUpload } from '@kansoku/platform'
import type { Door } from '../../context.ts'
import { createMediaUrls } from './media-urls.ts'
import { publicRoute } from './public-route.ts'

/** Files beside telemetry: announced, uploaded to a signed URL, reported, read from a signed URL. */
export const mediaRoutes: Door = (context) => async (app) => {
  const urls = createMediaUrls(context)

  app.route(
    publicRoute(context, requestMediaUpload, async ({ principal: { projectId }, body }, request) => {
      const { mediaId, awaited } = await requestUpload(context, { projectId, request: body })
      return { mediaId, uploadUrl: awaited ? await urls.upload(request, awaited) : null }
    }),
  )

  app.route(
    publicRoute(context, reportMediaUpload, async ({ principal: { projectId }, params, body }) => {
      await reportUpload(context, { projectId, ...params, report: body })
      context.instruments.media.reported(body.uploadHttpStatus)
      return { message: 'OK' }
    }),
  )

  app.route(
    publicRoute(context, getRoute, async ({ principal: { projectId }, params }, request) => {
      const file = await getMedia(context, { projectId, ...params })
      const expiry = new Date(context.clock.now().getTime() + downloadSeconds * 1000)
      return presentMedia(file, { url: await urls.download(request, file), urlExpiry: expiry.toISOString() })
    }),
  )
}

function presentMedia(file: Media, where: Pick<PublicMedia, 'url' | 'urlExpiry'>): PublicMedia {
  return {
    mediaId: file.id,
    contentType: file.contentType,
    contentLength: file.contentLength,
    uploadedAt: (file.uploadedAt ?? file.updatedAt).toISOString(),
    url: where.url,
    urlExpiry: where.urlExpiry,
  }
}
