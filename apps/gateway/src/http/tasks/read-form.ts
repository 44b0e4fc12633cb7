import type { IncomingMessage } from 'node:http'
import type { Upload } from '@kansoku/providers'
import { badRequest } from '../http-error.ts'
import { type ReadObject, readBytes } from '../read-body.ts'

/** A file of a form. Where a request is written down, its name and size stand for it. */
export class UploadedFile implements Upload {
  readonly name: string
  readonly mediaType: string
  readonly bytes: Uint8Array

  constructor(name: string, mediaType: string, bytes: Uint8Array) {
    this.name = name
    this.mediaType = mediaType
    this.bytes = bytes
  }

  toJSON(): object {
    const { name, mediaType, bytes } = this
    return { name, mediaType, bytes: bytes.length }
  }
}

/**
 * Reads a form as an object; what it holds more than once becomes a list.
 * @throws {HttpError} 413 above the limit, 400 for what is no form
 */
export async function readForm(request: IncomingMessage, maxBytes: number): Promise<ReadObject> {
  const bytes = await readBytes(request, maxBytes)
  const type = request.headers['content-type'] ?? ''
  const values = new Map<string, unknown[]>()
  for (const [name, given] of await parse(bytes, type)) {
    const one =
      typeof given === 'string'
        ? given
        : new UploadedFile(given.name, given.type, new Uint8Array(await given.arrayBuffer()))
    const known = values.get(name)
    if (known) known.push(one)
    else values.set(name, [one])
  }
  const fields = [...values].map(([name, all]) => [name, all.length === 1 ? all[0] : all] as const)
  return { value: Object.fromEntries(fields), bytes: bytes.length }
}

async function parse(bytes: Buffer, type: string): Promise<FormData> {
  try {
    if (!/^multipart\/form-data\b/i.test(type)) throw new TypeError(type)
    return await new Response(new Uint8Array(bytes), { headers: { 'content-type': type } }).formData()
  } catch {
    throw badRequest('The body is no form. Send multipart/form-data with "file" and "model".')
  }
}
