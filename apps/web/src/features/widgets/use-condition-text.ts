import type { FilterCondition } from '@kansoku/contracts'
import { useTranslation } from 'react-i18next'
import { hasChoices } from './conditions.ts'
import { useWidgetWords } from './use-widget-words.ts'

/** A condition in words. */
export function useConditionText() {
  const { t } = useTranslation()
  const { field, value } = useWidgetWords()
  return (condition: FilterCondition): string => {
    const { column, operator } = condition
    const key = condition.key === undefined ? '' : `.${condition.key}`
    const right = hasChoices(condition)
      ? condition.value.join(t('app.or'))
      : condition.type === 'null'
        ? ''
        : value(condition.value)
    return `${field(column)}${key} ${t(`widgets.operator.${operator}`)} ${right}`.trim()
  }
}
