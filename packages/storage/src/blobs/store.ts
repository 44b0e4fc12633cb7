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

/** Bytes `start` to `end`, both included. */
export interface ByteRange {
  readonly start: number
  readonly end: number
}

/** What a client must send for an upload to be taken. */
export interface UploadTerms {
  readonly contentType: string
  readonly bytes: number
  /** Of the content, base64; sent as `x-amz-checksum-sha256`. */
  readonly sha256: string
  readonly expiresInSeconds: number
}

/** How a blob is shown to whoever opens its URL. */
export interface DownloadTerms {
  readonly contentType: string
  readonly contentDisposition: 'inline' | 'attachment'
  readonly expiresInSeconds: number
}

/** Signed URLs under which clients reach a store themselves. */
export interface BlobUrls {
  /** For one PUT of what the terms say. */
  upload(key: string, terms: UploadTerms): Promise<string>
  download(key: string, terms: DownloadTerms): Promise<string>
}

/**
 * Files by key: media and exports. A key is any text of 1 to 512 characters without control characters, slashes part
 * it as in S3. Errors are `StorageFullError` and `StorageUnavailableError` (both: retry later).
 */
export interface BlobStore extends AsyncDisposable {
  /** Replaces what the key had, as a whole or not at all; resolves when it is durable. Fails as the source fails. */
  put(key: string, content: Readable | Uint8Array): Promise<WrittenBlob>
  /** The content or a range that lies in it, or undefined. Read it to its end or destroy it. */
  get(key: string, range?: ByteRange): Promise<Readable | undefined>
  head(key: string): Promise<BlobInfo | undefined>
  /** False when there was nothing, as far as the store can tell. */
  delete(key: string): Promise<boolean>
  /** Absent where clients cannot reach the store: the server itself takes and serves the bytes. */
  readonly urls?: BlobUrls
  close(): Promise<void>
}
