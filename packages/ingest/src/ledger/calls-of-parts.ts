import { hash } from 'node:crypto'
import { type GatewayCallInput, gatewayCall } from '@kansoku/contracts'
import { z } from 'zod'
import type { MetadataText } from '../events/event.ts'
import { plainText } from '../events/metadata-text.ts'
import type { FieldsOf } from '../parts/part.ts'
import { type AnyPart, type CallPart, isCall, toCallPart } from './call-part.ts'

/**
 * Lines of the ledger from the observations of a gateway that wrote none, as earlier versions did: what is left in their
 * spools and journals. The ids are made of those of the observations, as the migration of the ledger makes them: what
 * is in the store already is the same line.
 */
export function callsOfParts(parts: readonly AnyPart[]): CallPart[] {
  return parts.flatMap((part) => {
    if (isCall(part) || part.entity !== 'observation' || !part.isCreate) return []
    const fields = part.fields as FieldsOf['observation']
    if (fields.origin.source !== 'GATEWAY') return []
    return toCallPart(part.projectId, gatewayCall.parse(callOf(part.entityId, part.time, fields)))
  })
}

/** The parts of a record of the journal with the lines of the ledger that they lack. */
export function withCalls(parts: readonly AnyPart[]): readonly AnyPart[] {
  return parts.some(isCall) ? parts : [...parts, ...callsOfParts(parts)]
}

function callOf(observationId: string, time: number, fields: FieldsOf['observation']): GatewayCallInput {
  const { startTime, endTime, completionStartTime, level, traceId, model } = fields
  const known = textsOf(fields.metadata ?? {})
  return {
    id: idFrom(observationId),
    traceId: traceId ?? observationId,
    observationId,
    requestId: observationId.replace(/^time-[0-9-]+_/, ''),
    callType: known('call_type'),
    startedAt: iso(startTime ?? time),
    ...(endTime == null ? {} : { endedAt: iso(endTime) }),
    ...(completionStartTime == null ? {} : { answeredAt: iso(completionStartTime) }),
    key: known('user_api_key_hash'),
    team: known('user_api_key_team_id'),
    user: known('user_api_key_user_id'),
    organization: known('user_api_key_org_id'),
    endUser: known('user_api_key_end_user_id'),
    tags: tagsIn(known('request_tags')),
    address: known('requester_ip_address'),
    modelGroup: known('model_group'),
    model: model ?? '',
    deployment: deploymentIn(known('model_info')),
    provider: known('custom_llm_provider'),
    usageDetails: fields.usageDetails ?? {},
    costDetails: Object.fromEntries(
      Object.entries(fields.costDetails ?? {}).map(([name, cost]) => [name, Number(cost)]),
    ),
    cacheHit: known('cache_hit') === 'true',
    status: level === 'ERROR' ? 'failure' : level === 'WARNING' ? 'cancelled' : 'success',
  }
}

/** A UUID that the engine makes as well: `toUUID(lower(hex(MD5(id))))`. */
function idFrom(observationId: string): string {
  return hash('md5', observationId, 'hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
}

function textsOf(metadata: MetadataText): (name: string) => string {
  return (name) => plainText(metadata[name] ?? '')
}

function iso(micros: number): string {
  return new Date(micros / 1000).toISOString()
}

function tagsIn(text: string): string[] {
  return parsed(z.array(z.string()), text) ?? []
}

function deploymentIn(text: string): string {
  return parsed(z.object({ id: z.string() }), text)?.id ?? ''
}

function parsed<T>(shape: z.ZodType<T>, text: string): T | undefined {
  try {
    return shape.safeParse(JSON.parse(text)).data
  } catch {
    return undefined
  }
}
