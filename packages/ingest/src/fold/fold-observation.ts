import { recogniseAgent } from '@kansoku/conversations'
import type { ObservationRow } from '@kansoku/storage'
import { earliestOf, formatInstant, type Micros } from '../events/instant.ts'
import type { FieldsOf } from '../parts/part.ts'
import { type EntityParts, type FoldContext, foldHead, type ObservationFold, tombstones } from './fold.ts'
import { keepLedger } from './ledger.ts'
import { lastText, mergeFields, mergeMetadata } from './merge.ts'
import { inOrder, type PartOf } from './order.ts'
import { lookUpPrice, priceObservation, tokenizerFor } from './price-observation.ts'
import { wellFormed, wellFormedMap, wellFormedOrNull } from './well-formed.ts'

type Fields = FieldsOf['observation']

const fixed: ReadonlySet<keyof Fields> = new Set(['traceId', 'startTime', 'environment', 'origin'] as const)

/**
 * Folds all parts of an observation into its row: a pure function of the set of parts. Usage that nobody gave is yet
 * to be counted.
 */
export function foldObservation(entity: EntityParts, context: FoldContext): ObservationFold {
  const parts = inOrder('observation', entity.parts)
  const ordered = keepLedger(parts.map(({ fields }) => fields))
  const merged = mergeFields(ordered, fixed)
  const starts = parts.map(({ time, fields }) => fields.startTime ?? time)
  const start = merged.startTime ?? earliestOf(starts)
  const metadata = wellFormedMap(mergeMetadata(ordered))
  const input = wellFormedOrNull(lastText(ordered.map(({ input }) => input)))
  const used = tools(ordered)
  const type = typeOf(parts)
  const price = lookUpPrice(context, entity.projectId, merged.model, start)
  const row: ObservationRow = {
    ...foldHead(entity),
    ...timing(merged, start),
    ...origin(merged),
    ...priceObservation(price, merged, metadata),
    ...used,
    coding_agent: type === 'GENERATION' ? codingAgentOf(metadata, input, used) : '',
    trace_id: wellFormed(merged.traceId ?? entity.id),
    parent_observation_id: wellFormedOrNull(merged.parentObservationId),
    type,
    name: wellFormedOrNull(merged.name),
    environment: merged.environment ?? 'default',
    level: merged.level ?? 'DEFAULT',
    status_message: wellFormedOrNull(merged.statusMessage),
    version: wellFormedOrNull(merged.version),
    release: wellFormedOrNull(merged.release),
    input,
    output: wellFormedOrNull(lastText(ordered.map(({ output }) => output))),
    metadata,
    model_parameters: wellFormed(JSON.stringify(merged.modelParameters ?? {})),
    prompt_id: null,
    prompt_name: wellFormedOrNull(merged.promptName),
    prompt_version: merged.promptVersion ?? null,
  }
  const tokenizer = tokenizerFor(price, merged)
  return {
    row,
    tombstones: tombstones(entity, 'start_time', start, starts),
    uncounted: tokenizer && {
      tokenizer,
      withUsage: (usage) => ({ ...row, ...priceObservation(price, merged, metadata, usage) }),
    },
  }
}

function timing({ endTime, completionStartTime }: Partial<Fields>, start: Micros) {
  return {
    start_time: formatInstant(start),
    end_time: endTime == null ? null : formatInstant(Math.max(endTime, start)),
    completion_start_time: completionStartTime == null ? null : formatInstant(completionStartTime),
  }
}

function origin({ origin }: Partial<Fields>) {
  return {
    source: origin?.source ?? 'API',
    sdk_name: wellFormedOrNull(origin?.sdkName),
    sdk_version: wellFormedOrNull(origin?.sdkVersion),
    scope_name: wellFormedOrNull(origin?.scopeName),
    service_name: wellFormedOrNull(origin?.serviceName),
    api_key_id: origin?.apiKeyId ?? null,
  }
}

/** Creates know what they make; an update may come from an SDK that calls every update a span's. */
function typeOf(parts: readonly PartOf<'observation'>[]): string {
  const named = parts.filter(({ fields }) => fields.type !== undefined)
  const chosen = named.findLast(({ isCreate }) => isCreate) ?? named.at(-1)
  return chosen?.fields.type ?? 'SPAN'
}

/** See docs/decisions/0017-coding-agents.md. */
function codingAgentOf(
  { user_agent: userAgent }: Readonly<Record<string, string>>,
  input: string | null,
  { tool_definitions: offered, tool_call_names: called }: ReturnType<typeof tools>,
): string {
  const toolNames = [...Object.keys(offered), ...called]
  return recogniseAgent({ userAgent, input, toolNames }) ?? ''
}

function tools(ordered: readonly Fields[]) {
  const definitions = ordered.findLast((fields) => fields.tools?.definitions)?.tools?.definitions
  // Calls are read from an output: they go when a later one takes its place.
  const called = ordered.findLast(({ output }) => typeof output === 'string')?.tools
  return {
    tool_definitions: wellFormedMap(definitions ?? {}),
    tool_calls: (called?.calls ?? []).map(wellFormed),
    tool_call_names: (called?.callNames ?? []).map(wellFormed),
  }
}
