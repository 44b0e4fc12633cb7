import {
  exportFormats,
  mostExportedRows,
  observationExportColumns,
  traceExportColumns,
} from '@kansoku/contracts'
import { type SubmitEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../lib/language.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { FormFooter } from '../../ui/form-footer.tsx'
import { Segmented } from '../../ui/segmented.tsx'
import { type ExportWish, useCreateExport } from './batches.ts'

const columnsOf = { traces: traceExportColumns, observations: observationExportColumns }

interface ExportDialogProps {
  readonly projectId: string
  readonly table: ExportWish['table']
  readonly selection: ExportWish['selection']
  /** How many rows that is. */
  readonly count: number
  readonly onClose: () => void
}

/** Asks for the format and the columns, and begins. Mounted while open. */
export function ExportDialog({ projectId, table, selection, count, onClose }: ExportDialogProps) {
  const { t } = useTranslation()
  const { number } = useFormats()
  const [format, setFormat] = useState<ExportWish['format']>('csv')
  const all: readonly string[] = columnsOf[table]
  const [columns, setColumns] = useState(all)
  const create = useCreateExport(projectId, onClose)
  const isTooLarge = count > mostExportedRows
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    const chosen = columns.length === all.length ? {} : { columns }
    create.mutate({ table, format, selection, ...chosen } as ExportWish)
  }
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t(`batches.exportTitle.${table}`, { count, rows: number(count) })}
    >
      <form onSubmit={submit} className="flex min-h-0 flex-col">
        <div className="flex min-h-0 flex-col gap-4 overflow-y-auto p-4 text-sm">
          {isTooLarge && (
            <p role="alert" className="rounded-md bg-warn-soft px-3 py-2 text-pretty text-warn">
              {t('batches.tooMany', { most: number(mostExportedRows) })}
            </p>
          )}
          <div className="flex flex-col items-start gap-1.5">
            <span aria-hidden="true" className="text-xs font-medium text-ink-2">
              {t('batches.formatLabel')}
            </span>
            <Segmented
              label={t('batches.formatLabel')}
              value={format}
              options={exportFormats.map((value) => ({ value, label: t(`batches.format.${value}`) }))}
              onChange={setFormat}
            />
            <p className="text-xs text-pretty text-ink-3">{t(`batches.formatText.${format}`)}</p>
          </div>
          <ColumnChoice all={all} chosen={columns} onChange={setColumns} />
          <p className="text-xs text-pretty text-ink-3">{t('batches.exportText')}</p>
        </div>
        <FormFooter
          action={t('batches.export')}
          onClose={onClose}
          isPending={create.isPending || isTooLarge || columns.length === 0}
          error={create.error}
        />
      </form>
    </Dialog>
  )
}

interface ColumnChoiceProps {
  readonly all: readonly string[]
  readonly chosen: readonly string[]
  readonly onChange: (columns: readonly string[]) => void
}

/** Names are those that stand in the file, in any language. */
function ColumnChoice({ all, chosen, onChange }: ColumnChoiceProps) {
  const { t } = useTranslation()
  const isWhole = chosen.length === all.length
  return (
    <fieldset className="min-w-0">
      <legend className="contents">
        <span className="mb-1.5 flex items-center justify-between text-xs font-medium text-ink-2">
          {t('batches.columns')}
          <button
            type="button"
            onClick={() => onChange(isWhole ? [] : all)}
            className="rounded-sm text-accent hover:underline"
          >
            {t(isWhole ? 'batches.noColumns' : 'batches.allColumns')}
          </button>
        </span>
      </legend>
      <div className="grid grid-cols-3 gap-x-3 max-sm:grid-cols-2">
        {all.map((name) => (
          <label
            key={name}
            className="flex min-h-7 min-w-0 cursor-pointer items-center gap-2 rounded-sm px-1 hover:bg-hover pointer-coarse:min-h-10"
          >
            <input
              type="checkbox"
              checked={chosen.includes(name)}
              onChange={() => onChange(all.filter((other) => chosen.includes(other) !== (other === name)))}
              className="size-3.5 shrink-0 accent-[var(--accent)]"
            />
            <span className="truncate font-mono text-xs">{name}</span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}
