import { createHash } from 'node:crypto'
import { expect } from 'vitest'
import { platform } from './langfuse-api.ts'
import type { Product } from './product.ts'

interface FileOfTrace {
  readonly traceId: string
  readonly contentType: string
  readonly bytes: Uint8Array<ArrayBuffer>
}

/** Stores a file beside a trace as SDKs do; resolves with the token that stands for it in telemetry. */
export async function uploadFile(product: Product, { traceId, contentType, bytes }: FileOfTrace) {
  const sha256Hash = createHash('sha256').update(bytes).digest('base64')
  const announcement = { traceId, field: 'input', contentType, contentLength: bytes.length, sha256Hash }
  const { body } = await platform(product, 'POST', '/api/public/media', announcement)
  const put = await fetch(body.uploadUrl, {
    method: 'PUT',
    headers: { 'content-type': contentType, 'x-amz-checksum-sha256': sha256Hash },
    body: bytes,
  })
  expect(put.status).toBe(200)
  const report = { uploadedAt: new Date().toISOString(), uploadHttpStatus: put.status }
  await platform(product, 'PATCH', `/api/public/media/${body.mediaId}`, report)
  return `@@@langfuseMedia:type=${contentType}|id=${body.mediaId}|source=base64_data_uri@@@`
}
