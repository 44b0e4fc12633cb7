/** What an adapter may ask of the world; injected so that tests decide. */
export interface ProviderPorts {
  /** Process environment; read for the fallbacks that the provider documents (e.g. `AWS_REGION_NAME`). */
  readonly env: Readonly<Record<string, string | undefined>>
  /** Milliseconds since 1970. */
  readonly now: () => number
  /** A fresh unique id. */
  readonly newId: () => string
  /** Downloads an image or a document that the provider wants as bytes. */
  readonly fetchMedia: FetchMedia
}

/** Throws `ProviderError` (bad_request) when the URL is not allowed, too big or not there. */
export type FetchMedia = (url: string, signal?: AbortSignal) => Promise<Media>

export interface Media {
  readonly mediaType: string
  readonly bytes: Uint8Array
}
