import type { AnalyticsStore } from '@kansoku/storage'
import { z } from 'zod'
import { formatInstant } from '../events/instant.ts'
import type { FieldsOf, Part } from '../parts/part.ts'

/** An observation and those of its parts that are at hand, by id. */
export interface Incomplete {
  readonly projectId: string
  readonly id: string
  readonly parts: Map<string, Part>
}

export const lacksTexts = ({ absent }: Part): boolean => absent !== undefined

const textsRow = z.object({
  project_id: z.string(),
  id: z.string(),
  input: z.string().nullable(),
  output: z.string().nullable(),
})
type Texts = z.output<typeof textsRow>

/**
 * Gives parts of observations that lack their texts those of the row. Which part a text came with is forgotten, and makes
 * no difference: it is the one that won over those of all these parts, and of two that are given it the later one was
 * to win over the other.
 */
export async function completeTexts(
  analytics: AnalyticsStore,
  observations: readonly Incomplete[],
): Promise<void> {
  const rows = new Map((await readTexts(analytics, observations)).map((row) => [keyOf(row), row]))
  for (const { projectId, id, parts } of observations) {
    const texts = rows.get(keyOf({ project_id: projectId, id }))
    if (texts === undefined) continue
    for (const part of parts.values()) if (lacksTexts(part)) parts.set(part.id, withTexts(part, texts))
  }
}

const keyOf = ({ project_id, id }: Pick<Texts, 'project_id' | 'id'>) => `${project_id}\0${id}`

function withTexts({ absent = [], ...part }: Part, texts: Texts): Part {
  const fields: Record<string, unknown> = { ...part.fields }
  for (const name of absent) {
    if (name === 'input' || name === 'output') fields[name] = texts[name] ?? undefined
  }
  return { ...part, fields: fields as FieldsOf['observation'] }
}

/**
 * The row lies in an hour that one of the parts names. `FINAL`, because two rows may count equally many parts: one that
 * was made of a part without its text, whose row was yet to come after a failure or a kill, and the one that has come.
 */
function readTexts(analytics: AnalyticsStore, observations: readonly Incomplete[]): Promise<Texts[]> {
  const parts = observations.flatMap((observation) => [...observation.parts.values()])
  const hours = parts.map(({ time, fields }) => {
    const { startTime } = fields as FieldsOf['observation']
    return `${formatInstant(startTime ?? time).slice(0, 13)}:00:00`
  })
  return analytics.query({
    name: 'observations/texts',
    lane: 'write',
    sql: `
      SELECT project_id, id, input, output
      FROM observations FINAL
      PREWHERE project_id IN {projects:Array(String)} AND toStartOfHour(start_time) IN {hours:Array(DateTime('UTC'))}
        AND id IN {ids:Array(String)}
      ORDER BY row_version DESC
      LIMIT 1 BY project_id, id`,
    params: {
      projects: [...new Set(observations.map(({ projectId }) => projectId))],
      hours: [...new Set(hours)],
      ids: observations.map(({ id }) => id),
    },
    row: textsRow,
  })
}
