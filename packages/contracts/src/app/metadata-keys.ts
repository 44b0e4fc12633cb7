import { z } from 'zod'
import { defineRoute } from '../http/route.ts'
import { projectParams, timeRangeQuery } from './time-range.ts'

const keysOf = <Path extends string>(path: Path) =>
  defineRoute({
    method: 'GET',
    path,
    summary: 'Keys of the metadata of the latest rows in range, the most frequent first',
    params: projectParams,
    query: timeRangeQuery,
    response: z.object({ keys: z.array(z.string()) }),
  })

export const listTraceMetadataKeys = keysOf('/api/app/projects/:projectId/traces/metadata-keys')
export const listObservationMetadataKeys = keysOf('/api/app/projects/:projectId/observations/metadata-keys')
