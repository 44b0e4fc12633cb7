import type { FilterCondition } from '@kansoku/contracts'
import { nameGatewayKeys } from '@kansoku/platform'
import type { ServerContext } from '../../context.ts'

/** Conditions on a virtual key hold for the calls that it made before it was replaced as well. */
export async function withFormerKeys<Q extends { readonly filter?: FilterCondition[] | undefined }>(
  context: ServerContext,
  query: Q,
): Promise<Q> {
  const { filter } = query
  if (!filter?.some(isAboutKeys)) return query
  const known = await nameGatewayKeys(context, {
    hashes: filter.flatMap((condition) => (isAboutKeys(condition) ? condition.value : [])),
  })
  const formerOf = (hash: string) => [...known].flatMap(([former, key]) => (key.hash === hash ? former : []))
  return {
    ...query,
    filter: filter.map((condition) =>
      isAboutKeys(condition)
        ? { ...condition, value: condition.value.flatMap((hash) => [hash, ...formerOf(hash)]) }
        : condition,
    ),
  }
}

type Options = Extract<FilterCondition, { type: 'stringOptions' }>

function isAboutKeys(condition: FilterCondition): condition is Options {
  return condition.type === 'stringOptions' && condition.column === 'virtualKey'
}
