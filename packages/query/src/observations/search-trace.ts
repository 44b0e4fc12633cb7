import type { AnalyticsStore } from '@kansoku/storage'
import { z } from 'zod'
import { defineQuestion } from '../question.ts'
import { projectScope } from '../sql/scope.ts'
import { askKeysOfTrace } from './keys-of-trace.ts'
import { observationKey, ofKeys } from './of-keys.ts'

/** Where a text can be found. */
const places = ['name', 'id', 'input', 'output', 'metadata', 'statusMessage'] as const
type Place = (typeof places)[number]

/** An observation that a text was found in, and where. */
export interface TraceHit {
  readonly observationId: string
  readonly places: readonly Place[]
}

/** Rows that one statement looks through: their long texts are read from the disk, none of them leaves the engine. */
const rowsPerStatement = 2000

/** More are not for people to jump through. */
const mostHits = 1000

/**
 * Which of the named observations hold a text, whatever its case. Without FINAL, as `askObservationRecords`. `escaped` is the text as
 * JSON has it.
 */
const askHits = defineQuestion({
  name: 'observations/search-trace',
  params: projectScope.extend({ keys: z.array(observationKey), text: z.string(), escaped: z.string() }),
  row: z.object({ id: z.string(), places: z.array(z.enum(places)) }),
  sql: ({ projectId, keys, text, escaped }, bind) => {
    const holds = (column: string, wanted: string) =>
      `positionCaseInsensitiveUTF8(${column}, ${bind.text(wanted)}) > 0`
    const inJson = (column: string) =>
      text === escaped ? holds(column, text) : `(${holds(column, text)} OR ${holds(column, escaped)})`
    return `
  SELECT id, arrayFilter(place -> place != '', [
      if(${holds("ifNull(name, '')", text)}, 'name', ''),
      if(id = ${bind.text(text)}, 'id', ''),
      if(${inJson("ifNull(input, '')")}, 'input', ''),
      if(${inJson("ifNull(output, '')")}, 'output', ''),
      if(arrayExists(value -> ${inJson('value')}, mapValues(metadata)), 'metadata', ''),
      if(${holds("ifNull(status_message, '')", text)}, 'statusMessage', '')
    ]) AS places
  FROM (
    SELECT id, name, input, output, metadata, status_message
    FROM observations
    ${ofKeys({ projectId, keys }, bind)}
  )
  WHERE notEmpty(places)`
  },
})

/** The observations of a trace that hold a text in name, id, input, output or metadata, by start time, at most 1,000. */
export async function searchTrace(
  store: AnalyticsStore,
  { projectId, traceId, text }: { projectId: string; traceId: string; text: string },
): Promise<{ readonly hits: readonly TraceHit[]; readonly isCut: boolean }> {
  const [trace] = await askKeysOfTrace(store, { projectId, traceId })
  const keys = trace?.keys ?? []
  const escaped = JSON.stringify(text).slice(1, -1)
  const hits: TraceHit[] = []
  for (let at = 0; at < keys.length && hits.length <= mostHits; at += rowsPerStatement) {
    const portion = keys.slice(at, at + rowsPerStatement)
    const found = await askHits(store, { projectId, keys: portion, text, escaped })
    const placesOf = new Map(found.map(({ id, places: where }) => [id, where]))
    for (const { id } of portion) {
      const where = placesOf.get(id)
      if (where) hits.push({ observationId: id, places: where })
    }
  }
  return { hits: hits.slice(0, mostHits), isCut: hits.length > mostHits }
}
