import type { FilterCondition } from '@kansoku/contracts'
import type { ServerContext } from '../../context.ts'
import { allHashesOf } from './name-usage.ts'

/** Conditions on a virtual key hold for the calls that it made before it was replaced as well. */
export async function withFormerKeys<Q extends { readonly filter?: FilterCondition[] | undefined }>(
  context: ServerContext,
  projectId: string,
  query: Q,
): Promise<Q> {
  const { filter } = query
  if (!filter?.some(isAboutKeys)) return query
  const widened = filter.map(async (condition) =>
    isAboutKeys(condition)
      ? { ...condition, value: await allHashesOf(context, projectId, condition.value) }
      : condition,
  )
  return { ...query, filter: await Promise.all(widened) }
}

type Options = Extract<FilterCondition, { type: 'stringOptions' }>

function isAboutKeys(condition: FilterCondition): condition is Options {
  if (condition.type !== 'stringOptions' || condition.column !== 'virtualKey') return false
  return condition.operator === 'any of' || condition.operator === 'none of'
}
