import { ChartColumn } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useStoredValue } from '../../lib/stored-value.ts'
import { IconButton } from '../../ui/icon-button.tsx'

/** Whether this browser shows the chart over a list: it costs the server a question of its own. */
export const useChartShown = () => useStoredValue('chartStrip', (stored) => stored === true)

interface ChartToggleProps {
  readonly shown: boolean
  readonly onChange: (shown: boolean) => void
}

export function ChartToggle({ shown, onChange }: ChartToggleProps) {
  const { t } = useTranslation()
  return (
    <IconButton
      label={t('table.chart')}
      variant="secondary"
      aria-pressed={shown}
      onClick={() => onChange(!shown)}
    >
      <ChartColumn size={15} />
    </IconButton>
  )
}
