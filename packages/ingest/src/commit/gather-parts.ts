import type { AnalyticsStore, Entity } from '@kansoku/storage'
import { z } from 'zod'
import { type Micros, parseStoredInstant } from '../events/instant.ts'
import type { EntityParts } from '../fold/fold.ts'
import { fromPartRow, type Part } from '../parts/part.ts'
import { entityKey } from './entity-key.ts'

export interface GatheredEntity extends EntityParts {
  readonly entity: Entity
}

interface FreshParts {
  readonly receivedAt: Micros
  /** Whether the fresh parts are in the store already, so that every entity has one there. */
  readonly areStored: boolean
}

/** Ids of one statement: many enough to be fast, few enough for the limits of an HTTP front. */
const idsPerStatement = 1000

/**
 * All parts of the entities that `fresh` parts touch, the fresh ones included. Most entities have no others, so the
 * store is first asked only who has; bodies are read only of parts that are not at hand.
 */
export async function gatherParts(
  analytics: AnalyticsStore,
  fresh: readonly Part[],
  { receivedAt, areStored }: FreshParts,
): Promise<GatheredEntity[]> {
  const entities = groupByEntity(fresh, receivedAt)
  for (const chunk of chunksOf([...entities.values()])) {
    const missing: Missing[] = []
    for (const known of await readKnownParts(analytics, chunk, areStored ? 1 : 0)) {
      const entity = entities.get(entityKey(known))
      if (!entity) continue
      entity.firstReceived = Math.min(entity.firstReceived, known.firstReceived)
      missing.push(...known.ids.filter((id) => !entity.parts.has(id)).map((id) => ({ entity, id })))
    }
    for (const wanted of chunksOf(missing)) await readBodies(analytics, entities, wanted)
  }
  return [...entities.values()].map((entity) => ({ ...entity, parts: [...entity.parts.values()] }))
}

interface Gathering {
  readonly projectId: string
  readonly entity: Entity
  readonly id: string
  readonly parts: Map<string, Part>
  firstReceived: Micros
  readonly lastReceived: Micros
}

interface Missing {
  readonly entity: Gathering
  /** Of the part. */
  readonly id: string
}

function groupByEntity(fresh: readonly Part[], receivedAt: Micros): Map<string, Gathering> {
  const entities = new Map<string, Gathering>()
  for (const part of fresh) {
    const key = entityKey(part)
    let gathering = entities.get(key)
    if (!gathering) {
      const { projectId, entity, entityId: id } = part
      const received = { firstReceived: receivedAt, lastReceived: receivedAt }
      gathering = { projectId, entity, id, parts: new Map(), ...received }
      entities.set(key, gathering)
    }
    gathering.parts.set(part.id, part)
  }
  return entities
}

function chunksOf<Item>(items: readonly Item[]): Item[][] {
  const count = Math.ceil(items.length / idsPerStatement)
  return Array.from({ length: count }, (_, index) =>
    items.slice(index * idsPerStatement, (index + 1) * idsPerStatement),
  )
}

/** Params that find entities by primary key; rows of other entities may match as well and are passed over. */
function keysOf(entities: readonly Gathering[]) {
  return {
    projects: [...new Set(entities.map(({ projectId }) => projectId))],
    kinds: [...new Set(entities.map(({ entity }) => entity))],
    entities: [...new Set(entities.map(({ id }) => id))],
  }
}

const entity = z.enum(['trace', 'observation', 'score'])

const knownPartsRow = z
  .object({
    project_id: z.string(),
    entity,
    entity_id: z.string(),
    ids: z.array(z.string()),
    first_received: z.string(),
  })
  .transform((row) => ({
    projectId: row.project_id,
    entity: row.entity,
    entityId: row.entity_id,
    ids: row.ids,
    firstReceived: parseStoredInstant(row.first_received),
  }))

/** Entities that have more stored parts than their own one, and the ids of those. */
function readKnownParts(analytics: AnalyticsStore, entities: readonly Gathering[], own: number) {
  return analytics.query({
    name: 'event-parts/known',
    lane: 'write',
    sql: `
      SELECT project_id, entity, entity_id, groupUniqArray(event_id) AS ids, min(received_at) AS first_received
      FROM event_parts
      WHERE project_id IN {projects:Array(String)} AND entity IN {kinds:Array(String)}
        AND entity_id IN {entities:Array(String)}
      GROUP BY project_id, entity, entity_id
      HAVING length(ids) > {own:UInt8}`,
    params: { ...keysOf(entities), own },
    row: knownPartsRow,
  })
}

const bodyRow = z.object({
  project_id: z.string(),
  entity,
  entity_id: z.string(),
  event_id: z.string(),
  event_time: z.string(),
  is_create: z.union([z.literal(0), z.literal(1)]),
  body: z.string(),
})

async function readBodies(
  analytics: AnalyticsStore,
  entities: ReadonlyMap<string, Gathering>,
  missing: readonly Missing[],
): Promise<void> {
  const rows = await analytics.query({
    name: 'event-parts/bodies',
    lane: 'write',
    sql: `
      SELECT project_id, entity, entity_id, event_id, event_time, is_create, body
      FROM event_parts
      WHERE project_id IN {projects:Array(String)} AND entity IN {kinds:Array(String)}
        AND entity_id IN {entities:Array(String)} AND event_id IN {events:Array(String)}
      LIMIT 1 BY project_id, entity, entity_id, event_id`,
    params: { ...keysOf(missing.map(({ entity }) => entity)), events: missing.map(({ id }) => id) },
    row: bodyRow,
  })
  for (const row of rows) {
    const part = fromPartRow(row)
    entities.get(entityKey(part))?.parts.set(part.id, part)
  }
}
