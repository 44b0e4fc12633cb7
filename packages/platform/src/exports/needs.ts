import type { ObservationExportColumn, TraceExportColumn } from '@kansoku/contracts'
import type { recordGroups } from '@kansoku/query'

type RecordGroup = (typeof recordGroups)[number]

/** What the store has to be asked for the columns of an export: no more than that is read. */
export interface TraceNeeds {
  /** Input, output or metadata. */
  readonly texts: boolean
  readonly statistics: boolean
  readonly scores: boolean
}

export interface ObservationNeeds {
  readonly groups: readonly RecordGroup[]
  /** Input, output or metadata. */
  readonly texts: boolean
  /** What is the trace's. */
  readonly heads: boolean
}

type Chosen = readonly string[] | null

const needs = <Name extends string>(chosen: Chosen, names: readonly Name[]) =>
  chosen === null || names.some((name) => chosen.includes(name))

const texts = ['input', 'output', 'metadata'] as const satisfies readonly TraceExportColumn[]
const statistics: readonly TraceExportColumn[] = [
  ...([
    'level',
    'latency',
    'observationCount',
    'errorCount',
    'models',
    'inputTokens',
    'outputTokens',
  ] as const),
  ...(['cacheReadTokens', 'cacheWriteTokens', 'totalTokens', 'totalCost'] as const),
]

export function needsOfTraces(chosen: Chosen): TraceNeeds {
  return {
    texts: needs<TraceExportColumn>(chosen, texts),
    statistics: needs(chosen, statistics),
    scores: needs<TraceExportColumn>(chosen, ['scores']),
  }
}

const columnsOfGroups: Readonly<Record<RecordGroup, readonly ObservationExportColumn[]>> = {
  io: ['input', 'output'],
  metadata: ['metadata'],
  model: ['modelParameters'],
  usage: [
    ...(['usageDetails', 'costDetails', 'inputTokens', 'outputTokens', 'totalTokens'] as const),
    ...(['inputCost', 'outputCost', 'totalCost'] as const),
  ],
  prompt: ['promptName', 'promptVersion'],
}
const ofTrace: readonly ObservationExportColumn[] = ['traceName', 'userId', 'sessionId', 'tags']

export function needsOfObservations(chosen: Chosen): ObservationNeeds {
  const groups = Object.keys(columnsOfGroups) as RecordGroup[]
  return {
    groups: groups.filter((group) => needs(chosen, columnsOfGroups[group])),
    texts: needs<ObservationExportColumn>(chosen, texts),
    heads: needs(chosen, ofTrace),
  }
}
