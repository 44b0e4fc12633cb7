import type { Readable } from 'node:stream'

export interface BlobInfo {
  readonly bytes: number
  readonly modifiedAt: Date
}

export interface WrittenBlob {
  readonly bytes: number
  /** Of the content, base64. */
  readonly sha256: string
}

/**
 * Files by key: media and exports. A key is any text of 1 to 512 characters without control characters, slashes part
 * it as in S3. Errors are `StorageFullError` and `StorageUnavailableError` (both: retry later).
 */
export interface BlobStore extends AsyncDisposable {
  /** Replaces what the key had, as a whole or not at all; resolves when it is durable. Fails as the source fails. */
  put(key: string, content: Readable | Uint8Array): Promise<WrittenBlob>
  /** The content, or undefined. Read it to its end or destroy it. */
  get(key: string): Promise<Readable | undefined>
  head(key: string): Promise<BlobInfo | undefined>
  /** False when there was nothing. */
  delete(key: string): Promise<boolean>
  close(): Promise<void>
}
