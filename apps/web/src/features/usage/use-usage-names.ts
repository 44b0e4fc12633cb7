import type { UsageDimension } from '@kansoku/contracts'
import { useTranslation } from 'react-i18next'
import { shortModels } from '../traces/short-model.ts'

/** Null stands for all that a chart does not tell apart. */
interface Named {
  readonly id: string | null
  readonly name: string | null
}

/** How much of the hash tells unlisted keys apart. */
const hashLength = 8

/** What people call what usage is told apart by, among all that is shown: models of one short name are told apart. */
export function useUsageNames(
  dimension: UsageDimension,
  all: readonly Named[] | undefined,
): (named: Named) => string {
  const { t } = useTranslation()
  const models = shortModels(dimension === 'model' ? (all ?? []).flatMap(({ id }) => id || []) : [])
  return ({ id, name }) => {
    if (id === null) return t('usage.others')
    if (id === '') return t(`usage.none.${dimension}`)
    if (name !== null) return name
    if (dimension === 'key') return t('usage.unlistedKey', { hash: id.slice(0, hashLength) })
    return models.get(id) ?? id
  }
}
