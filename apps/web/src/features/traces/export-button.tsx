import { FileDown } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../ui/button.tsx'
import type { ExportWish } from '../batches/batches.ts'
import { ExportDialog } from '../batches/export-dialog.tsx'

interface ExportButtonProps extends Pick<ExportWish, 'table'> {
  readonly projectId: string
  /** All rows of the list, at the moment when somebody asks. */
  readonly selection: () => ExportWish['selection']
  /** How many those are. */
  readonly count: number
}

/** Exports all rows of a list. */
export function ExportButton({ selection, count, ...list }: ExportButtonProps) {
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button aria-label={t('batches.export')} disabled={count === 0} onClick={() => setOpen(true)}>
        <FileDown size={15} aria-hidden="true" className="text-ink-3" />
        <span className="max-xl:sr-only">{t('batches.export')}</span>
      </Button>
      {open && (
        <ExportDialog {...list} selection={selection()} count={count} onClose={() => setOpen(false)} />
      )}
    </>
  )
}
