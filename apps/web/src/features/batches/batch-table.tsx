import type { Batch } from '@kansoku/contracts'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../lib/language.ts'
import { ListTable } from '../../ui/list-table.tsx'
import { Absent } from '../traces/cells.tsx'
import { BatchActions } from './batch-actions.tsx'
import { BatchState } from './batch-state.tsx'
import { useBatchWords } from './use-batch-words.ts'

const columns = ['what', 'state', 'rows', 'size', 'who', 'when', 'expires'] as const
const figures: readonly string[] = ['rows', 'size']

interface BatchTableProps {
  readonly projectId: string
  readonly batches: readonly Batch[]
}

export function BatchTable({ projectId, batches }: BatchTableProps) {
  const { t } = useTranslation()
  return (
    <ListTable
      label={t('batches.title')}
      columns={columns.map((id) => ({
        id,
        label: t(`batches.column.${id}`),
        isFigure: figures.includes(id),
      }))}
      unnamedColumns={1}
    >
      {batches.map((batch) => (
        <BatchRow key={batch.id} projectId={projectId} batch={batch} />
      ))}
    </ListTable>
  )
}

function BatchRow({ projectId, batch }: { readonly projectId: string; readonly batch: Batch }) {
  const { t } = useTranslation()
  const { number, rowTime, exactTime, relative, bytes } = useFormats()
  const { title } = useBatchWords()
  const isFile = batch.action.kind === 'export' && batch.state === 'completed'
  return (
    <tr className="h-11 hover:bg-hover">
      <th scope="row" className="px-2 pl-4 text-left font-medium whitespace-nowrap">
        {title(batch)}
      </th>
      <td className="min-w-56 px-2">
        <BatchState batch={batch} />
      </td>
      <td className="px-2 text-right whitespace-nowrap text-ink-2 tabular">
        {number(batch.state === 'completed' ? batch.rowsDone : batch.rowsTotal)}
      </td>
      <td className="px-2 text-right whitespace-nowrap text-ink-2 tabular">
        {isFile ? bytes(batch.bytes) : <Absent />}
      </td>
      <td className="max-w-48 truncate px-2 text-ink-2">{batch.createdBy?.name ?? t('batches.gone')}</td>
      <td title={exactTime(batch.createdAt)} className="px-2 whitespace-nowrap text-ink-2">
        {rowTime(batch.createdAt)}
      </td>
      <td className="px-2 whitespace-nowrap text-ink-2">
        {batch.expiresAt === null ? (
          <Absent />
        ) : (
          <span title={exactTime(batch.expiresAt)}>{relative(batch.expiresAt)}</span>
        )}
      </td>
      <td className="px-2 text-right whitespace-nowrap">
        <BatchActions projectId={projectId} batch={batch} />
      </td>
    </tr>
  )
}
