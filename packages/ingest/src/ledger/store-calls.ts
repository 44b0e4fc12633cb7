import type { TokenCounter } from '@kansoku/catalog'
import type { AnalyticsStore, GatewayCallRow } from '@kansoku/storage'
import { formatInstant, parseInstant } from '../events/instant.ts'
import { countUsage } from '../fold/count-usage.ts'
import type { FoldContext } from '../fold/fold.ts'
import { foldObservation } from '../fold/fold-observation.ts'
import { type CostColumns, lookUpPrice, priceObservation } from '../fold/price-observation.ts'
import type { FieldsOf, Part } from '../parts/part.ts'
import { readCostDetails } from '../usage/cost-details.ts'
import { readUsageDetails } from '../usage/usage-details.ts'
import type { CallPart } from './call-part.ts'

interface LedgerContext extends FoldContext {
  readonly analytics: AnalyticsStore
  readonly tokenCounter: TokenCounter
}

/**
 * Stores lines of the ledger; resolves when they are durable and readable. Storing one again changes nothing.
 * @param beside parts that came with them, for what a call cost whose model told no usage
 */
export async function storeCalls(
  context: LedgerContext,
  calls: readonly CallPart[],
  beside: readonly Part[],
): Promise<void> {
  // Telemetry that comes from no gateway costs no statement.
  if (calls.length === 0) return
  const counted = await countSilent(context, calls, beside)
  const rows = calls.map((call) => toRow(call, counted.get(call) ?? price(context, call)))
  await context.analytics.insert('gateway_calls', rows)
}

type Price = Pick<
  CostColumns,
  | 'input_tokens'
  | 'output_tokens'
  | 'cache_read_tokens'
  | 'cache_write_tokens'
  | 'total_tokens'
  | 'total_cost'
>

/** A price that the gateway told is the price; else a model that the project defines may have one. */
function price(context: FoldContext, { projectId, time, fields: { model, ...fields } }: CallPart): Price {
  const usageDetails = readUsageDetails(fields.usageDetails) ?? null
  const costDetails = readCostDetails(fields.costDetails) ?? null
  const found = lookUpPrice(context, projectId, model, time)
  return priceObservation(found, { model, usageDetails, costDetails }, {})
}

/**
 * Calls that end without a word of usage, as a stream does whose client goes away, are not free: what their observations
 * are found to have used is theirs.
 */
async function countSilent(
  context: LedgerContext,
  calls: readonly CallPart[],
  beside: readonly Part[],
): Promise<ReadonlyMap<CallPart, Price>> {
  const silent = calls.filter(isSilent)
  if (silent.length === 0) return new Map()
  const observations = observationsOf(beside)
  const found = silent.flatMap((call) => {
    const named = (id: string) => observations.get(nameOf(call.projectId, id))
    const part = named(call.id) ?? named(call.fields.observationId)
    return part ? [{ call, part }] : []
  })
  const folds = found.map(({ part }) => {
    const { projectId, entityId: id } = part
    return foldObservation({ projectId, id, parts: [part], firstReceived: 0, lastReceived: 0 }, context)
  })
  const counted = await countUsage(context.tokenCounter, folds)
  return new Map(found.flatMap(({ call }, index) => (counted[index] ? [[call, counted[index].row]] : [])))
}

function isSilent({ fields: { usageDetails, costDetails, status } }: CallPart): boolean {
  const isEmpty = (details: object) => Object.keys(details).length === 0
  return status !== 'failure' && isEmpty(usageDetails) && isEmpty(costDetails)
}

/** By the id of the event, which is that of its line, and by their own for those of earlier gateways. */
function observationsOf(parts: readonly Part[]): ReadonlyMap<string, Part> {
  const found = new Map<string, Part>()
  for (const part of parts) {
    if (part.entity !== 'observation') continue
    if ((part.fields as FieldsOf['observation']).origin.source !== 'GATEWAY') continue
    const eventId = part.id.slice(0, part.id.lastIndexOf('~'))
    for (const id of [eventId, part.entityId]) found.set(nameOf(part.projectId, id), part)
  }
  return found
}

/** Clients choose ids of observations: those of another project are not meant. */
function nameOf(projectId: string, id: string): string {
  return JSON.stringify([projectId, id])
}

/** Of a column of US dollars. */
const decimals = 12

function toRow({ projectId, id, time, fields }: CallPart, used: Price): GatewayCallRow {
  const instant = (text: string | undefined) =>
    text === undefined ? null : formatInstant(parseInstant(text) ?? time)
  return {
    project_id: projectId,
    id,
    started_at: formatInstant(time),
    ended_at: instant(fields.endedAt),
    answered_at: instant(fields.answeredAt),
    key_hash: fields.key,
    team_id: fields.team,
    user_id: fields.user,
    organization_id: fields.organization,
    end_user: fields.endUser,
    tags: fields.tags,
    model_group: fields.modelGroup,
    model: fields.model,
    deployment_id: fields.deployment,
    provider: fields.provider,
    call_type: fields.callType,
    status: fields.status,
    error_class: fields.errorClass,
    cache_hit: fields.cacheHit,
    input_tokens: used.input_tokens,
    output_tokens: used.output_tokens,
    cache_read_tokens: used.cache_read_tokens,
    cache_write_tokens: used.cache_write_tokens,
    total_tokens: used.total_tokens,
    cost: used.total_cost ?? '0',
    saved: fields.saved.toFixed(decimals),
    trace_id: fields.traceId,
    call_id: fields.callId,
    observation_id: fields.observationId,
    request_id: fields.requestId,
    address: fields.address,
  }
}
