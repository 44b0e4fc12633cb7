import { createHash, randomUUID } from 'node:crypto'
import { AwsError } from '../aws/aws-error.ts'
import { etagOf, type ObjectHeaders, type StoredObject } from './stored-object.ts'

const smallestPart = 5 * 1024 * 1024

interface PendingUpload {
  readonly key: string
  readonly headers: ObjectHeaders
  readonly parts: Map<number, Buffer>
}

/** A bucket in memory: its objects, and the multipart uploads that are neither complete nor aborted. */
export class Bucket {
  readonly objects = new Map<string, StoredObject>()
  readonly uploads = new Map<string, PendingUpload>()
  readonly #now: () => number

  constructor(now: () => number) {
    this.#now = now
  }

  put(key: string, content: Buffer, headers: ObjectHeaders, etag = etagOf(content)): StoredObject {
    const stored = { content, etag, headers, modifiedAt: new Date(this.#now()) }
    this.objects.set(key, stored)
    return stored
  }

  createUpload(key: string, headers: ObjectHeaders): string {
    const id = randomUUID()
    this.uploads.set(id, { key, headers, parts: new Map() })
    return id
  }

  /** Returns the part's ETag. */
  putPart(id: string, number: number, content: Buffer): string {
    this.#upload(id).parts.set(number, content)
    return etagOf(content)
  }

  /** `listed` are the parts that the client names, by number and ETag, in its order. */
  completeUpload(id: string, listed: readonly { number: number; etag: string }[]): StoredObject {
    const { key, headers, parts } = this.#upload(id)
    const contents = listed.map(({ number, etag }, index) => {
      const part = parts.get(number)
      if (!part || etagOf(part) !== etag) {
        throw new AwsError(400, 'InvalidPart', `Part ${number} could not be found.`)
      }
      if (index > 0 && number <= (listed[index - 1]?.number ?? 0)) {
        throw new AwsError(400, 'InvalidPartOrder', 'The list of parts was not in ascending order.')
      }
      if (part.length < smallestPart && index < listed.length - 1) {
        throw new AwsError(400, 'EntityTooSmall', 'Your proposed upload is smaller than the minimum size.')
      }
      return part
    })
    if (contents.length === 0) throw new AwsError(400, 'MalformedXML', 'The XML names no parts.')
    this.uploads.delete(id)
    const sums = contents.map((part) => createHash('md5').update(part).digest())
    const etag = etagOf(Buffer.concat(sums)).replace(/"$/, `-${sums.length}"`)
    return this.put(key, Buffer.concat(contents), headers, etag)
  }

  abortUpload(id: string): void {
    this.#upload(id)
    this.uploads.delete(id)
  }

  #upload(id: string): PendingUpload {
    const upload = this.uploads.get(id)
    if (upload) return upload
    throw new AwsError(404, 'NoSuchUpload', 'The specified multipart upload does not exist.')
  }
}
