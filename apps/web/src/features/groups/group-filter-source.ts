import { type FilterSource, traceFilterSource } from '../traces/filter-source.ts'
import { weekByDefault } from './group-order.ts'

/** Of lists that begin with a week. */
export const groupFilterSource: FilterSource = {
  ...traceFilterSource,
  useFacets: (projectId, search, options) =>
    traceFilterSource.useFacets(projectId, weekByDefault(search), options),
  useMetadataKeys: (projectId, search, options) =>
    traceFilterSource.useMetadataKeys(projectId, weekByDefault(search), options),
}
