import { useQuery } from '@tanstack/react-query'
import { FileDown } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../ui/button.tsx'
import { ExportDialog } from '../batches/export-dialog.tsx'
import { allTraces } from './chosen-traces.ts'
import type { TraceSearch } from './trace-search.ts'
import { tracesQuery } from './traces-query.ts'

interface ExportButtonProps {
  readonly projectId: string
  readonly search: TraceSearch
}

/** Exports all traces of the list. */
export function ExportButton({ projectId, search }: ExportButtonProps) {
  const { t } = useTranslation()
  const { data } = useQuery(tracesQuery(projectId, search))
  const [open, setOpen] = useState(false)
  const count = data?.totalItems ?? 0
  return (
    <>
      <Button aria-label={t('batches.export')} disabled={count === 0} onClick={() => setOpen(true)}>
        <FileDown size={15} aria-hidden="true" className="text-ink-3" />
        <span className="max-xl:sr-only">{t('batches.export')}</span>
      </Button>
      {open && (
        <ExportDialog
          projectId={projectId}
          table="traces"
          selection={allTraces(search)}
          count={count}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  )
}
