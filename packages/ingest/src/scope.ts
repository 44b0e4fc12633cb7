/** Where events come from and where they go: set by the door, never by the events. */
export interface IngestionScope {
  readonly projectId: string
  readonly apiKeyId: string | null
  readonly source: 'API' | 'OTEL' | 'GATEWAY'
  readonly sdkName: string | null
  readonly sdkVersion: string | null
  /** `scores`: a browser that shows only a public key; every event but a score is refused. Default `all`. */
  readonly allow?: 'all' | 'scores'
}
