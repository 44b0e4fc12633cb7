import type { ModelPrice, Tokenizer } from '@kansoku/catalog'
import type { ObservationRow, ScoreRow, TraceRow } from '@kansoku/storage'
import { formatInstant, hourOf, type Micros } from '../events/instant.ts'
import type { Part } from '../parts/part.ts'
import type { UsageDetails } from '../usage/usage-details.ts'

/** All parts of one entity, and what the store says about their arrival. */
export interface EntityParts {
  readonly projectId: string
  readonly id: string
  /** Distinct, in any order; at least one. */
  readonly parts: readonly Part[]
  readonly firstReceived: Micros
  readonly lastReceived: Micros
}

/** What a fold knows besides the parts. */
export interface FoldContext {
  /** Prices that a project defines itself; they win over the catalogue. */
  readonly priceOverrides?: (projectId: string) => readonly ModelPrice[]
}

/** Marks a place in the sort order where the entity does not lie, though an earlier fold may have put it there. */
export interface Tombstone {
  readonly project_id: string
  readonly id: string
  readonly row_version: number
  readonly is_deleted: 1
  readonly timestamp?: string
  readonly start_time?: string
}

export interface Fold<Row extends TraceRow | ObservationRow | ScoreRow> {
  readonly row: Row
  readonly tombstones: readonly Tombstone[]
}

/** Nobody said what an observation used, but its texts can be counted. */
export interface Uncounted {
  readonly tokenizer: Tokenizer
  /** The row with this usage and what it costs. */
  readonly withUsage: (usage: UsageDetails) => ObservationRow
}

export interface ObservationFold extends Fold<ObservationRow> {
  readonly uncounted: Uncounted | null
}

/** The columns that every fold has. `row_version` counts the parts: whoever has seen more of them wins. */
export function foldHead({ projectId, id, parts, firstReceived, lastReceived }: EntityParts) {
  return {
    project_id: projectId,
    id,
    row_version: parts.length,
    is_deleted: 0 as const,
    created_at: formatInstant(firstReceived),
    updated_at: formatInstant(lastReceived),
  }
}

const microsPerHour = 3_600_000_000

/**
 * Tombstones for every hour but the right one. The sort key holds the hour, and a fold of only some of the parts may
 * have been written under any hour that one of them names.
 */
export function tombstones(
  entity: EntityParts,
  column: 'timestamp' | 'start_time',
  actual: Micros,
  candidates: readonly Micros[],
): Tombstone[] {
  const right = hourOf(actual)
  const wrong = new Set(candidates.map(hourOf))
  wrong.delete(right)
  return [...wrong].map((hour) => ({
    project_id: entity.projectId,
    id: entity.id,
    row_version: entity.parts.length,
    is_deleted: 1,
    [column]: formatInstant(hour * microsPerHour),
  }))
}
