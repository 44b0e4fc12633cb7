import { z } from 'zod'
import type { Binder } from '../sql/binder.ts'
import { inProject, type ProjectScope } from '../sql/scope.ts'

/** Where an observation lies: its hour finds it by primary key. */
export const observationKey = z.object({ id: z.string(), start_time: z.string() })

interface OfKeys extends ProjectScope {
  readonly keys: readonly z.output<typeof observationKey>[]
}

/**
 * What follows `FROM observations` where a question with FINAL has found the keys: without FINAL the engine reads long
 * columns of these rows only, not of all their neighbours. The highest version wins here too.
 */
export function ofKeys({ projectId, keys }: OfKeys, bind: Binder): string {
  return `WHERE ${inProject({ projectId }, bind)}
    AND toStartOfHour(start_time) IN ${bind.hours(keys.map(({ start_time }) => start_time))}
    AND id IN ${bind.texts(keys.map(({ id }) => id))}
    AND is_deleted = 0
  ORDER BY id, row_version DESC LIMIT 1 BY id`
}
