import { z } from 'zod'
import { defineRoute } from '../http/route.ts'
import { entityId, instant } from './identifiers.ts'
import { instantField, text } from './read-fields.ts'
import { storableText } from './storable.ts'

/** What may be uploaded. */
export const mediaContentTypes = [
  'image/png',
  'image/jpeg',
  'image/jpg',
  'image/webp',
  'image/gif',
  'image/svg+xml',
  'image/tiff',
  'image/bmp',
  'image/avif',
  'image/heic',
  'audio/mpeg',
  'audio/mp3',
  'audio/wav',
  'audio/ogg',
  'audio/oga',
  'audio/aac',
  'audio/mp4',
  'audio/flac',
  'audio/opus',
  'audio/webm',
  'video/mp4',
  'video/webm',
  'video/ogg',
  'video/mpeg',
  'video/quicktime',
  'video/x-msvideo',
  'video/x-matroska',
  'text/plain',
  'text/html',
  'text/css',
  'text/csv',
  'text/markdown',
  'text/x-python',
  'application/javascript',
  'text/x-typescript',
  'application/x-yaml',
  'application/pdf',
  'application/msword',
  'application/vnd.ms-excel',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'application/zip',
  'application/json',
  'application/xml',
  'application/octet-stream',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  'application/rtf',
  'application/x-ndjson',
  'application/vnd.apache.parquet',
  'application/gzip',
  'application/x-tar',
  'application/x-7z-compressed',
] as const

/** A file beside telemetry: 1 GB at most. */
const largestBytes = 1_000_000_000

const hash = z
  .string()
  .regex(/^[A-Za-z0-9+/]{43}=$/, 'Must be a base64 encoded SHA-256 hash of 44 characters')

const optionalId = z.union([z.literal('').transform(() => null), entityId.pipe(storableText)]).nullish()

const reference = z.object({
  traceId: optionalId,
  observationId: optionalId,
  datasetId: optionalId,
  datasetItemId: optionalId,
  field: z.enum(['input', 'output', 'metadata', 'expectedOutput']),
})

const uploadRequest = reference
  .extend({
    contentType: z.enum(mediaContentTypes),
    contentLength: z.int().positive().max(largestBytes),
    /** Of the bytes, base64. */
    sha256Hash: hash,
  })
  .superRefine((body, ctx) => {
    const fault = referenceFault(body)
    if (fault) ctx.addIssue({ code: 'custom', ...fault })
  })
export type MediaUploadRequest = z.output<typeof uploadRequest>

/** A file lies either in a field of a trace or its observation, or in one of a dataset item. */
function referenceFault({
  traceId,
  observationId,
  datasetId,
  datasetItemId,
  field,
}: z.output<typeof reference>) {
  if (traceId && (datasetId || datasetItemId)) {
    return { path: ['traceId'], message: 'Give either traceId or datasetId and datasetItemId' }
  }
  if (observationId && !traceId) return { path: ['traceId'], message: 'observationId needs a traceId' }
  if (!traceId && !(datasetId && datasetItemId)) {
    return { path: ['traceId'], message: 'Give a traceId, or a datasetId with a datasetItemId' }
  }
  const [foreign, owner] = traceId ? ['expectedOutput', 'trace'] : ['output', 'dataset item']
  return field === foreign ? { path: ['field'], message: `A ${owner} has no field ${foreign}` } : undefined
}

export const requestMediaUpload = defineRoute({
  method: 'POST',
  path: '/api/public/media',
  summary: 'Announces a file; the answer says where to PUT its bytes, unless they are already there',
  body: uploadRequest,
  status: 201,
  response: z.object({ mediaId: text, uploadUrl: text.nullable() }),
})

const mediaParams = z.object({ mediaId: storableText })

const uploadReport = z.object({
  uploadedAt: instant,
  /** What the PUT answered. */
  uploadHttpStatus: z.int().min(0).max(999),
  uploadHttpError: storableText.max(10_000).nullish(),
  uploadTimeMs: z.number().nonnegative().nullish(),
})
export type MediaUploadReport = z.output<typeof uploadReport>

export const reportMediaUpload = defineRoute({
  method: 'PATCH',
  path: '/api/public/media/:mediaId',
  summary: 'Reports how the upload of a file ended; it can be read from then on',
  params: mediaParams,
  body: uploadReport,
  // Langfuse's document says 204, its server answers 200.
  response: z.object({ message: z.string() }),
})

const publicMedia = z.object({
  mediaId: text,
  contentType: text,
  /** Bytes. */
  contentLength: z.number(),
  uploadedAt: instantField,
  /** Signed: whoever has it can read the file until it expires. */
  url: text,
  urlExpiry: instantField,
})
export type PublicMedia = z.infer<typeof publicMedia>

export const getMedia = defineRoute({
  method: 'GET',
  path: '/api/public/media/:mediaId',
  summary: 'A file that was uploaded, with a URL to read it',
  params: mediaParams,
  response: publicMedia,
})
