import type { AnalyticsStore, Entity } from '@kansoku/storage'
import { z } from 'zod'
import { deletedAt, markPrefix } from '../deletion/deletion-mark.ts'
import { type Micros, parseStoredInstant } from '../events/instant.ts'
import type { EntityParts } from '../fold/fold.ts'
import { fromPartRow, type Part } from '../parts/part.ts'
import { completeTexts, lacksTexts } from './complete-texts.ts'
import { entityKey } from './entity-key.ts'

export interface GatheredEntity extends EntityParts {
  readonly entity: Entity
}

export interface Gathered {
  /** To be folded, each with at least one part. */
  readonly entities: readonly GatheredEntity[]
  /** What was deleted before: nothing of it may come back. */
  readonly deleted: readonly EntityName[]
  isDeletedTrace(projectId: string, traceId: string): boolean
}

export interface GatherContext {
  readonly analytics: AnalyticsStore
  /** Resolves when the rows of all groups that were begun before this one can be read. */
  readonly earlierRows: () => Promise<unknown>
  /**
   * The texts of observations are stored in their rows alone, not with their parts. Of a sole writer who keeps what is
   * to be stored elsewhere until both are.
   */
  readonly textsInRows: boolean
}

export interface FreshParts {
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
  context: GatherContext,
  fresh: readonly Part[],
  { receivedAt, areStored }: FreshParts,
): Promise<Gathered> {
  const { analytics } = context
  const entities = groupByEntity(fresh, receivedAt)
  const deletions = new Map<string, Micros>()
  for (const chunk of chunksOf([...entities.values(), ...tracesBeyond(entities)])) {
    const missing: Missing[] = []
    for (const known of await readKnownParts(analytics, chunk, areStored ? 1 : 0)) {
      const deleted = deletedAt(known.ids)
      if (deleted !== undefined) deletions.set(entityKey(known), deleted)
      const entity = entities.get(entityKey(known))
      if (!entity) continue
      const others = known.ids.filter((id) => !entity.parts.has(id) && !id.startsWith(markPrefix))
      for (const id of others) missing.push({ entity, id })
      // The fresh parts may be stored by now: they alone are nothing that was before.
      entity.wasStored = others.length > 0 || known.firstReceived < receivedAt
      entity.firstReceived = Math.min(entity.firstReceived, known.firstReceived)
    }
    for (const wanted of chunksOf(missing)) await readBodies(analytics, entities, wanted)
  }
  await completeAll(context, entities)
  return sortOut(entities, deletions)
}

async function completeAll(
  { analytics, earlierRows, textsInRows }: GatherContext,
  entities: ReadonlyMap<string, Gathering>,
): Promise<void> {
  const observations = [...entities.values()].filter(({ entity }) => entity === 'observation')
  const incomplete = observations.filter(({ parts }) => [...parts.values()].some(lacksTexts))
  // Also where nothing is lacking here: a row on its way may lack what this group has, and of two that count equally many
  // parts the later one lasts.
  const follows = textsInRows && observations.some(({ wasStored }) => wasStored)
  if (follows || incomplete.length > 0) await earlierRows()
  for (const chunk of chunksOf(incomplete)) await completeTexts(analytics, chunk)
}

/** The traces that observations and scores name and that have no part among the fresh ones. */
function tracesBeyond(entities: ReadonlyMap<string, Gathering>): EntityName[] {
  const traces = new Map<string, EntityName>()
  for (const { projectId, entity, id, parts } of entities.values()) {
    if (entity === 'trace') continue
    for (const { fields } of parts.values()) {
      const named = 'traceId' in fields ? fields.traceId?.toWellFormed() : undefined
      // An observation without a trace is one of its own; a score is of a session or a run then.
      if (named === undefined && entity === 'score') continue
      const trace = { projectId, entity: 'trace', id: named ?? id } as const
      if (!entities.has(keyOf(trace))) traces.set(keyOf(trace), trace)
    }
  }
  return [...traces.values()]
}

/**
 * What was deleted stays deleted whatever is said later. A score has its id from its sender, who may write it anew:
 * what was said after its deletion counts.
 */
function sortOut(entities: ReadonlyMap<string, Gathering>, deletions: ReadonlyMap<string, Micros>): Gathered {
  const kept: GatheredEntity[] = []
  const deleted: EntityName[] = []
  for (const gathering of entities.values()) {
    const deletion = deletions.get(keyOf(gathering))
    const lasts = deletion !== undefined && gathering.entity !== 'score'
    const parts = [...gathering.parts.values()].filter(({ time }) => time > (deletion ?? -1))
    if (lasts || parts.length === 0) deleted.push(gathering)
    else kept.push({ ...gathering, parts })
  }
  const isDeletedTrace = (projectId: string, id: string) =>
    deletions.has(keyOf({ projectId, entity: 'trace', id }))
  return { entities: kept, deleted, isDeletedTrace }
}

/** What `entityKey` names, from the side of an entity. */
export type EntityName = Pick<GatheredEntity, 'projectId' | 'entity' | 'id'>

const keyOf = ({ projectId, entity, id }: EntityName) => entityKey({ projectId, entity, entityId: id })

interface Gathering extends EntityName {
  readonly parts: Map<string, Part>
  /** The store had parts of it before this group. */
  wasStored: boolean
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
      gathering = { projectId, entity, id, parts: new Map(), wasStored: false, ...received }
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
function keysOf(entities: readonly EntityName[]) {
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

/** Entities that have more stored parts than their own one or were deleted, and the ids of their parts. */
function readKnownParts(analytics: AnalyticsStore, entities: readonly EntityName[], own: number) {
  return analytics.query({
    name: 'event-parts/known',
    lane: 'write',
    sql: `
      SELECT project_id, entity, entity_id, groupUniqArray(event_id) AS ids, min(received_at) AS first_received
      FROM event_parts
      WHERE project_id IN {projects:Array(String)} AND entity IN {kinds:Array(String)}
        AND entity_id IN {entities:Array(String)}
      GROUP BY project_id, entity, entity_id
      HAVING length(ids) > {own:UInt8} OR arrayExists(id -> startsWith(id, {mark:String}), ids)`,
    params: { ...keysOf(entities), own, mark: markPrefix },
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

const bodyColumns = 'project_id, entity, entity_id, event_id, event_time, is_create, body'

async function readBodies(
  analytics: AnalyticsStore,
  entities: ReadonlyMap<string, Gathering>,
  missing: readonly Missing[],
): Promise<void> {
  const rows = await analytics.query({
    name: 'event-parts/bodies',
    lane: 'write',
    sql: `
      SELECT ${bodyColumns}
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

/** All stored parts of some entities, deletion marks aside. */
export async function readAllParts(
  analytics: AnalyticsStore,
  entities: readonly EntityName[],
): Promise<Part[]> {
  const wanted = new Set(entities.map(keyOf))
  const rows = await analytics.query({
    name: 'event-parts/of-entities',
    lane: 'write',
    sql: `
      SELECT ${bodyColumns}
      FROM event_parts
      WHERE project_id IN {projects:Array(String)} AND entity IN {kinds:Array(String)}
        AND entity_id IN {entities:Array(String)} AND NOT startsWith(event_id, {mark:String})
      LIMIT 1 BY project_id, entity, entity_id, event_id`,
    params: { ...keysOf(entities), mark: markPrefix },
    row: bodyRow,
  })
  return rows.map(fromPartRow).filter((part) => wanted.has(entityKey(part)))
}
