import type { Dimension, Relation } from './view.ts'

export const text = (sql: string): Dimension => ({ kind: 'text', sql })
export const number = (sql: string): Dimension => ({ kind: 'number', sql })
export const flag = (sql: string): Dimension => ({ kind: 'flag', sql })
export const month = (column: string): Dimension => text(`formatDateTime(${column}, '%Y-%m')`)
export const day = (column: string): Dimension => text(`formatDateTime(${column}, '%Y-%m-%d')`)

export function joined(relation: Relation, dimension: Dimension): Dimension {
  return { ...dimension, needs: relation }
}

/** Marks those that have as many values as there are rows. */
export function withHighCardinality(
  dimensions: Readonly<Record<string, Dimension>>,
  names: readonly string[],
): Record<string, Dimension> {
  return Object.fromEntries(
    Object.entries(dimensions).map(([name, dimension]) => [
      name,
      names.includes(name) ? { ...dimension, highCardinality: true } : dimension,
    ]),
  )
}

/** What a row shows of its trace. */
export const traceDimensions = {
  traceName: joined('trace', text('trace_name')),
  tags: joined('trace', { kind: 'texts', sql: 'trace_tags' }),
  userId: joined('trace', text('trace_user_id')),
  sessionId: joined('trace', text('trace_session_id')),
  traceRelease: joined('trace', text('trace_release')),
  traceVersion: joined('trace', text('trace_version')),
} as const satisfies Record<string, Dimension>

/** Experiments are not stored yet: nothing belongs to one. */
export const noExperiment = text("CAST(NULL, 'Nullable(String)')")
