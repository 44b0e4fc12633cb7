import type { ObservationType } from '@kansoku/contracts'
import type { Micros } from './instant.ts'

/**
 * Neutral events: what every wire format is decoded into, once. A field that is absent was not mentioned; null was
 * given explicitly and clears. Steps may change the fields of an event in place; nobody else holds them.
 */
export type NeutralEvent = TraceEvent | ObservationEvent | ScoreEvent

interface EventHead<Kind extends 'trace' | 'observation' | 'score', Fields> {
  readonly kind: Kind
  /** What is described. */
  readonly id: string
  /** The sender's id of the event; with its content it makes repeats recognisable. */
  readonly eventId: string
  /** When it was said: orders contradicting events. */
  time: Micros
  readonly isCreate: boolean
  readonly fields: Fields
}

export type TraceEvent = EventHead<'trace', TraceFields>
export type ObservationEvent = EventHead<'observation', ObservationFields>
export type ScoreEvent = EventHead<'score', ScoreFields>

/** Values of metadata as they are stored: see `metadata-text.ts`. */
export type MetadataText = Readonly<Record<string, string>>

export interface TraceFields {
  timestamp?: Micros | null
  /** When the trace began at the latest, for traces without `timestamp`. */
  start: Micros
  name?: string | null
  userId?: string | null
  sessionId?: string | null
  version?: string | null
  release?: string | null
  environment?: string | null
  tags?: readonly string[] | null
  /** Taken off by people; what is said later may bring them back. */
  removedTags?: readonly string[]
  public?: boolean | null
  bookmarked?: boolean
  metadata?: MetadataText | null
  input?: unknown
  output?: unknown
  /** What an observation says about its trace without meaning to: it holds where no event says more. */
  fallbackName?: string | null
  fallbackEnvironment?: string | null
  fallbackInput?: unknown
  fallbackOutput?: unknown
  /** 2: of a root span; 1: of the first span of an application whose parent lies elsewhere. Default 0. */
  fallbackRank?: 1 | 2
}

export interface ObservationFields {
  traceId?: string | null
  parentObservationId?: string | null
  type?: ObservationType
  name?: string | null
  startTime?: Micros | null
  endTime?: Micros | null
  completionStartTime?: Micros | null
  environment?: string | null
  level?: string | null
  statusMessage?: string | null
  version?: string | null
  release?: string | null
  input?: unknown
  output?: unknown
  metadata?: MetadataText | null
  model?: string | null
  modelParameters?: Readonly<Record<string, unknown>> | null
  usageDetails?: Readonly<Record<string, number>> | null
  /** Decimal texts. */
  costDetails?: Readonly<Record<string, string>> | null
  promptName?: string | null
  promptVersion?: number | null
  tools?: Tools
  origin: Origin
}

/** Who sent an observation. */
export interface Origin {
  source: 'API' | 'OTEL' | 'GATEWAY'
  apiKeyId: string | null
  sdkName: string | null
  sdkVersion: string | null
  scopeName?: string | null
  serviceName?: string | null
}

/** Tools that a model was offered and those it called. */
export interface Tools {
  /** Definition as JSON, by name. */
  definitions?: Readonly<Record<string, string>>
  /** Calls as JSON, and the name of each at the same place. */
  calls?: readonly string[]
  callNames?: readonly string[]
}

export interface ScoreFields {
  name: string
  value: number | string
  dataType: 'NUMERIC' | 'CATEGORICAL' | 'BOOLEAN' | 'TEXT' | 'CORRECTION'
  traceId?: string | null
  observationId?: string | null
  sessionId?: string | null
  datasetRunId?: string | null
  source?: string | null
  comment?: string | null
  metadata?: MetadataText | null
  environment?: string | null
  configId?: string | null
  /** The account that gave the score by hand. */
  authorUserId?: string
  /** The number of the category that `value` names in the config. */
  categoryValue?: number
  queueId?: string | null
}
