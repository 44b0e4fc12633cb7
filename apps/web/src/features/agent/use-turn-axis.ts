import { useTranslation } from 'react-i18next'
import { useFormats } from '../../lib/language.ts'

/** How charts of a task name its turns. */
export function useTurnAxis() {
  const { t } = useTranslation()
  const { number } = useFormats()
  return {
    formatTick: number,
    formatTime: (place: number) => t('agents.turn', { place: number(place) }),
  }
}
