import type { AnalyticsStore, Entity } from '@kansoku/storage'
import { z } from 'zod'
import { type Micros, parseStoredInstant } from '../events/instant.ts'
import type { EntityParts } from '../fold/fold.ts'
import { fromPartRow, type Part } from '../parts/part.ts'
import { entityKey } from './entity-key.ts'

export interface GatheredEntity extends EntityParts {
  readonly entity: Entity
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
  receivedAt: Micros,
): Promise<GatheredEntity[]> {
  const entities = groupByEntity(fresh, receivedAt)
  for (const chunk of chunksByKind([...entities.values()])) {
    const missing: Missing[] = []
    for (const known of await readKnownParts(analytics, chunk)) {
      const entity = entities.get(entityKey({ ...known, entity: chunk.kind }))
      if (!entity) continue
      entity.firstReceived = Math.min(entity.firstReceived, known.firstReceived)
      const ids = known.ids.filter((id) => !entity.parts.has(id))
      if (ids.length > 0) missing.push({ entity, ids })
    }
    await readBodies(analytics, chunk.kind, missing)
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
  readonly ids: readonly string[]
}

interface Chunk {
  readonly kind: Entity
  readonly entities: readonly Gathering[]
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

function chunksByKind(entities: readonly Gathering[]): Chunk[] {
  const kinds = Map.groupBy(entities, ({ entity }) => entity)
  return [...kinds].flatMap(([kind, all]) =>
    Array.from({ length: Math.ceil(all.length / idsPerStatement) }, (_, index) => ({
      kind,
      entities: all.slice(index * idsPerStatement, (index + 1) * idsPerStatement),
    })),
  )
}

const knownPartsRow = z
  .object({
    project_id: z.string(),
    entity_id: z.string(),
    ids: z.array(z.string()),
    first_received: z.string(),
  })
  .transform((row) => ({
    projectId: row.project_id,
    entityId: row.entity_id,
    ids: row.ids,
    firstReceived: parseStoredInstant(row.first_received),
  }))

/** Entities that have more parts than one, by their ids. */
function readKnownParts(analytics: AnalyticsStore, { kind, entities }: Chunk) {
  return analytics.query({
    name: 'event-parts/known',
    lane: 'write',
    sql: `
      SELECT project_id, entity_id, groupUniqArray(event_id) AS ids, min(received_at) AS first_received
      FROM event_parts
      WHERE project_id IN {projects:Array(String)} AND entity = {entity:String}
        AND entity_id IN {entities:Array(String)}
      GROUP BY project_id, entity_id
      HAVING length(ids) > 1`,
    params: {
      projects: [...new Set(entities.map(({ projectId }) => projectId))],
      entity: kind,
      entities: entities.map(({ id }) => id),
    },
    row: knownPartsRow,
  })
}

const bodyRow = z.object({
  project_id: z.string(),
  entity_id: z.string(),
  event_id: z.string(),
  event_time: z.string(),
  is_create: z.union([z.literal(0), z.literal(1)]),
  body: z.string(),
})

async function readBodies(
  analytics: AnalyticsStore,
  kind: Entity,
  missing: readonly Missing[],
): Promise<void> {
  const wanted = new Map(missing.map(({ entity }) => [entityKey({ ...entity, entityId: entity.id }), entity]))
  for (const chunk of chunksOfIds(missing)) {
    const rows = await analytics.query({
      name: 'event-parts/bodies',
      lane: 'write',
      sql: `
        SELECT project_id, entity_id, event_id, event_time, is_create, body
        FROM event_parts
        WHERE project_id IN {projects:Array(String)} AND entity = {entity:String}
          AND entity_id IN {entities:Array(String)} AND event_id IN {events:Array(String)}
        LIMIT 1 BY project_id, entity_id, event_id`,
      params: { ...chunk, entity: kind },
      row: bodyRow,
    })
    for (const row of rows) {
      const part = fromPartRow({ ...row, entity: kind })
      wanted.get(entityKey(part))?.parts.set(part.id, part)
    }
  }
}

function chunksOfIds(missing: readonly Missing[]) {
  const pairs = missing.flatMap(({ entity, ids }) => ids.map((id) => ({ entity, id })))
  const count = Math.ceil(pairs.length / idsPerStatement)
  return Array.from({ length: count }, (_, index) => {
    const chunk = pairs.slice(index * idsPerStatement, (index + 1) * idsPerStatement)
    return {
      projects: [...new Set(chunk.map(({ entity }) => entity.projectId))],
      entities: [...new Set(chunk.map(({ entity }) => entity.id))],
      events: chunk.map(({ id }) => id),
    }
  })
}
