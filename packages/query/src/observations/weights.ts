import { z } from 'zod'
import { defineQuestion } from '../question.ts'
import { bytesOfMetadata } from '../sql/bytes-of-metadata.ts'
import { inProject, projectScope } from '../sql/scope.ts'
import { observationKey } from './of-keys.ts'

/** How long the texts of observations are, in bytes, before anybody reads them; keys as for `askObservationRecords`. */
export const askObservationWeights = defineQuestion({
  name: 'observations/weights',
  params: projectScope.extend({ keys: z.array(observationKey) }),
  row: z.object({ id: z.string(), bytes: z.number() }),
  sql: ({ projectId, keys }, bind) => `
  SELECT id, max(io_bytes + ${bytesOfMetadata}) AS bytes
  FROM observations
  WHERE ${inProject({ projectId }, bind)}
    AND toStartOfHour(start_time) IN ${bind.hours(keys.map(({ start_time }) => start_time))}
    AND id IN ${bind.texts(keys.map(({ id }) => id))}
  GROUP BY id`,
})
