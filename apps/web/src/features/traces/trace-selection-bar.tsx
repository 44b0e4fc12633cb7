import { FileDown } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../ui/button.tsx'
import { ExportDialog } from '../batches/export-dialog.tsx'
import { SelectionBar } from '../selection/selection-bar.tsx'
import type { Selection } from '../selection/use-selection.ts'
import { chosenTraces } from './chosen-traces.ts'
import type { TraceSearch } from './trace-search.ts'

interface TraceSelectionBarProps {
  readonly projectId: string
  readonly search: TraceSearch
  readonly selection: Selection<string>
  readonly total: number
}

/** What can be done with the chosen traces. */
export function TraceSelectionBar({ projectId, search, selection, total }: TraceSelectionBarProps) {
  const { t } = useTranslation()
  const [exporting, setExporting] = useState(false)
  return (
    <SelectionBar selection={selection} total={total}>
      <Button onClick={() => setExporting(true)}>
        <FileDown size={15} aria-hidden="true" className="text-ink-3" />
        {t('batches.export')}
      </Button>
      {exporting && (
        <ExportDialog
          projectId={projectId}
          table="traces"
          selection={chosenTraces(search, selection)}
          count={selection.isAll ? total : selection.ids.size}
          onClose={() => setExporting(false)}
        />
      )}
    </SelectionBar>
  )
}
