import { useTranslation } from 'react-i18next'
import {
  type BoundName,
  boundColumns,
  callerNames,
  type FacetName,
  facetColumns,
} from '../traces/list-filters.ts'

const own = [
  'metadata',
  'score',
  'env',
  'has',
  'is',
  'id',
  'trace',
  'input',
  'output',
  'message',
  'bookmarked',
] as const

/** What a field of the search language is called in the language of the page. */
export function useFieldLabel(): (key: string) => string {
  const { t } = useTranslation()
  return (key) => {
    if (Object.hasOwn(boundColumns, key)) return t(`traces.bound.${key as BoundName}`)
    if (Object.hasOwn(facetColumns, key)) return t(`traces.filter.${key as FacetName}`)
    const caller = callerNames.find((name) => name === key)
    if (caller) return t(`usage.by.${caller}`)
    const name = own.find((one) => one === key)
    return name ? t(`search.field.${name}`) : key
  }
}
