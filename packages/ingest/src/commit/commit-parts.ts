import { setImmediate } from 'node:timers/promises'
import type { TokenCounter } from '@kansoku/catalog'
import type { AnalyticsStore, Entity, ObservationRow, ScoreRow, TraceRow } from '@kansoku/storage'
import { purge } from '../deletion/purge.ts'
import { purgeDeletedTraces } from '../deletion/purge-deleted-traces.ts'
import { formatInstant, type Micros } from '../events/instant.ts'
import { countUsage } from '../fold/count-usage.ts'
import type { Fold, FoldContext, ObservationFold, Tombstone } from '../fold/fold.ts'
import { foldObservation } from '../fold/fold-observation.ts'
import { foldScore } from '../fold/fold-score.ts'
import { foldTrace } from '../fold/fold-trace.ts'
import { type AnyPart, isCall } from '../ledger/call-part.ts'
import { storeCalls } from '../ledger/store-calls.ts'
import { type Part, toPartRow } from '../parts/part.ts'
import {
  type EntityName,
  type FreshParts,
  type GatherContext,
  type Gathered,
  type GatheredEntity,
  gatherParts,
} from './gather-parts.ts'

export interface CommitContext extends FoldContext, GatherContext {
  /** Microseconds since 1970. Only `received_at` comes from it; no order does. */
  readonly now: () => Micros
  /** Nobody else writes to the store. */
  readonly soleWriter: boolean
  /** Runs one action after the other. Of a sole writer; others may store parts and read them side by side. */
  readonly inTurn: <T>(action: () => Promise<T>) => Promise<T>
  readonly tokenCounter: TokenCounter
}

/**
 * Stores parts and brings the rows of all entities they touch up to date, and stores lines of the ledger; resolves when
 * all is durable and readable. A failure may leave parts without rows; sending the events again completes them. It leaves
 * no rows without parts: a row that counts parts nobody has would win over those that are made of later events.
 *
 * Parts are stored before others are read: of two writers that run at once the one that reads last sees all parts,
 * and its row counts most of them and wins. A sole writer reads and folds meanwhile; its next group reads when the parts
 * of this one are stored, beside the insertion of this one's rows.
 *
 * @returns ids of the traces that changed, by project
 */
export async function commitParts(
  context: CommitContext,
  fresh: readonly AnyPart[],
): Promise<Map<string, Set<string>>> {
  const { soleWriter, inTurn } = context
  const parts = fresh.filter((part) => !isCall(part))
  const storing = storeCalls(context, fresh.filter(isCall), parts)
  const storeAndFold = () => storePartsAndFold(context, parts)
  const [stored, folded] = await Promise.allSettled([
    storing,
    soleWriter ? inTurn(storeAndFold) : storeAndFold(),
  ])
  if (stored.status === 'rejected') throw stored.reason
  if (folded.status === 'rejected') throw folded.reason
  return storeFolds(context, folded.value)
}

async function storePartsAndFold(context: CommitContext, fresh: readonly Part[]): Promise<Folds> {
  const { analytics, soleWriter } = context
  const receivedAt = context.now()
  const storing = storeParts(context, fresh, receivedAt)
  if (!soleWriter) await storing
  const folding = foldTouched(context, fresh, { receivedAt, areStored: !soleWriter })
  const [stored, folded] = await Promise.allSettled([storing, folding])
  if (stored.status === 'rejected') throw stored.reason
  if (folded.status === 'rejected') throw folded.reason
  const { folds, deleted } = folded.value
  // Before the next group has its turn: it may write a score anew that was deleted before.
  await purgeAll(analytics, deleted)
  return folds
}

/**
 * Brings the rows of entities up to date of which all `parts` are stored already.
 *
 * @returns ids of the traces that changed, by project
 */
export async function refoldParts(
  context: CommitContext,
  parts: readonly Part[],
): Promise<Map<string, Set<string>>> {
  // As if they were not stored: then the store is asked when each entity was received, not only those of many parts.
  const fresh = { receivedAt: context.now(), areStored: false }
  const { folds, deleted } = await foldTouched(context, parts, fresh)
  await purgeAll(context.analytics, deleted)
  return storeFolds(context, folds)
}

async function storeFolds(
  { analytics, soleWriter }: CommitContext,
  folds: Folds,
): Promise<Map<string, Set<string>>> {
  await Promise.all([
    analytics.insert('observations', rowsOf(folds.observations)),
    analytics.insert('scores', rowsOf(folds.scores)),
  ])
  // Last, so that nobody sees a trace without the observations that came with it.
  await analytics.insert('traces', rowsOf(folds.traces))
  const touched = touchedTraces(folds)
  // A trace that another server deletes meanwhile may have been purged before its rows were written.
  if (!soleWriter) await purgeDeletedTraces(analytics, touched)
  return touched
}

async function purgeAll(analytics: AnalyticsStore, deleted: readonly EntityName[]): Promise<void> {
  const groups = Map.groupBy(deleted, ({ projectId, entity }) => `${entity}\0${projectId}`)
  for (const group of groups.values()) {
    const [{ projectId, entity } = {}] = group
    if (projectId === undefined || entity === undefined) continue
    await purge(analytics, { projectId, entity, ids: group.map(({ id }) => id) })
  }
}

async function storeParts(
  { analytics, textsInRows }: CommitContext,
  fresh: readonly Part[],
  receivedAt: Micros,
): Promise<void> {
  const received = formatInstant(receivedAt)
  await analytics.insert(
    'event_parts',
    fresh.map((part) => toPartRow(part, received, textsInRows)),
  )
}

/** Folds what `fresh` touches, with all that the store has of it. */
async function foldTouched(
  context: CommitContext,
  fresh: readonly Part[],
  arrival: FreshParts,
): Promise<Folded> {
  const gathered = await gatherParts(context, fresh, arrival)
  return withoutDeletedTraces(await foldAll(context, gathered.entities), gathered)
}

interface Folded {
  readonly folds: Folds
  /** Nothing of these may stay in the store. */
  readonly deleted: readonly EntityName[]
}

/** Only the fold tells which trace an observation lies in: its parts may name several. */
function withoutDeletedTraces(folds: Folds, { deleted, isDeletedTrace }: Gathered): Folded {
  const gone = [...deleted]
  const sift = <Row extends ObservationRow | ScoreRow>(entity: Entity, list: readonly Fold<Row>[]) =>
    list.filter(({ row: { project_id: projectId, trace_id: traceId, id } }) => {
      if (traceId === null || !isDeletedTrace(projectId, traceId)) return true
      gone.push({ projectId, entity, id })
      return false
    })
  const observations = sift('observation', folds.observations)
  return { folds: { ...folds, observations, scores: sift('score', folds.scores) }, deleted: gone }
}

interface Folds {
  readonly traces: readonly Fold<TraceRow>[]
  readonly observations: readonly Fold<ObservationRow>[]
  readonly scores: readonly Fold<ScoreRow>[]
}

/** Entities that are folded before others get their turn on the event loop: some milliseconds. */
const foldsPerTurn = 250

async function foldAll(context: CommitContext, entities: readonly GatheredEntity[]): Promise<Folds> {
  const traces: Fold<TraceRow>[] = []
  const observations: ObservationFold[] = []
  const scores: Fold<ScoreRow>[] = []
  for (const [index, entity] of entities.entries()) {
    if (index > 0 && index % foldsPerTurn === 0) await setImmediate()
    if (entity.entity === 'trace') traces.push(foldTrace(entity))
    else if (entity.entity === 'observation') observations.push(foldObservation(entity, context))
    else scores.push(foldScore(entity))
  }
  return { traces, observations: await countUsage(context.tokenCounter, observations), scores }
}

function rowsOf<Row extends TraceRow | ObservationRow | ScoreRow>(
  folds: readonly Fold<Row>[],
): (Row | Tombstone)[] {
  return folds.flatMap<Row | Tombstone>(({ row, tombstones }) =>
    tombstones.length === 0 ? row : [row, ...tombstones],
  )
}

function touchedTraces({ traces, observations, scores }: Folds): Map<string, Set<string>> {
  const touched = new Map<string, Set<string>>()
  const touch = (projectId: string, traceId: string | null) => {
    if (traceId === null) return
    const ids = touched.get(projectId) ?? new Set()
    touched.set(projectId, ids.add(traceId))
  }
  for (const { row } of traces) touch(row.project_id, row.id)
  for (const { row } of [...observations, ...scores]) touch(row.project_id, row.trace_id)
  return touched
}
