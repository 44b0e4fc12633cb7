import { observationLevels, observationTypes } from '@kansoku/contracts'
import { useTranslation } from 'react-i18next'
import type { FacetName } from './list-filters.ts'

/** What is shown for a value of a facet: its word where it is one of ours, else the value itself. */
export function useValueLabel(): (name: FacetName, value: string) => string {
  const { t } = useTranslation()
  return (name, value) => {
    if (name === 'level') {
      const level = observationLevels.find((known) => known === value)
      return level ? t(`traces.level.${level}`) : value
    }
    if (name === 'type') {
      const type = observationTypes.find((known) => known === value)
      return type ? t(`trace.type.${type}`) : value
    }
    if (name === 'root') return t(value === 'true' ? 'observations.root' : 'observations.nested')
    return value
  }
}
