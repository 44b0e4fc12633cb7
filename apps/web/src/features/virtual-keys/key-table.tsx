import type { VirtualKey } from '@kansoku/contracts'
import { Link, useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../lib/language.ts'
import { Badge, type Tone } from '../../ui/badge.tsx'
import { ListTable } from '../../ui/list-table.tsx'
import { Absent, Models } from '../traces/cells.tsx'
import { BudgetCell } from './budget-cell.tsx'
import { type KeyAction, KeyMenu } from './key-menu.tsx'
import { type KeyState, keyStateOf } from './key-state.ts'
import { Limits } from './limits.tsx'

const tones: Readonly<Record<KeyState, Tone>> = {
  active: 'ok',
  blocked: 'danger',
  expired: 'neutral',
  spent: 'warn',
}

interface KeyTableProps {
  readonly keys: readonly VirtualKey[]
  /** Absent where the reader may change nothing. */
  readonly onAction?: (virtualKey: VirtualKey, action: KeyAction) => void
}

const columns = ['key', 'state', 'spend', 'models', 'limits', 'expires', 'created'] as const

export function KeyTable({ keys, onAction }: KeyTableProps) {
  const { t } = useTranslation()
  return (
    <ListTable
      label={t('app.page.virtualKeys')}
      columns={columns.map((id) => ({ id, label: t(`virtualKeys.column.${id}`) }))}
      unnamedColumns={onAction ? 1 : 0}
    >
      {keys.map((virtualKey) => (
        <KeyRow key={virtualKey.id} virtualKey={virtualKey} onAction={onAction} />
      ))}
    </ListTable>
  )
}

interface KeyRowProps {
  readonly virtualKey: VirtualKey
  readonly onAction: KeyTableProps['onAction'] | undefined
}

function KeyRow({ virtualKey, onAction }: KeyRowProps) {
  const { t } = useTranslation()
  const { date, exactTime } = useFormats()
  const { projectId } = useParams({ from: '/project/$projectId' })
  const { id, alias, displayKey, models, expiresAt, createdAt } = virtualKey
  const state = keyStateOf(virtualKey, Date.now())
  return (
    <tr className="h-11 hover:bg-hover">
      <th scope="row" className="max-w-64 px-2 pl-4 text-left font-normal">
        <Link
          to="/project/$projectId/traces"
          params={{ projectId }}
          search={{ key: [id], range: '7d' }}
          title={alias ?? displayKey}
          className="block truncate font-medium text-ink hover:underline"
        >
          {alias ?? displayKey}
        </Link>
        {alias !== null && <code className="font-mono text-2xs text-ink-3">{displayKey}</code>}
      </th>
      <td className="px-2">
        <Badge tone={tones[state]}>{t(`virtualKeys.state.${state}`)}</Badge>
      </td>
      <td className="px-2">
        <BudgetCell budget={virtualKey} />
      </td>
      <td className="max-w-56 px-2">
        {models.length === 0 ? (
          <span className="text-ink-2">{t('virtualKeys.allModels')}</span>
        ) : (
          <Models models={models} />
        )}
      </td>
      <td className="px-2 whitespace-nowrap text-ink-2">
        <Limits limits={virtualKey} />
      </td>
      <td className="px-2 whitespace-nowrap text-ink-2">
        {expiresAt === null ? <Absent /> : <span title={exactTime(expiresAt)}>{date(expiresAt)}</span>}
      </td>
      <td className="px-2 whitespace-nowrap text-ink-2">
        <span title={exactTime(createdAt)}>{date(createdAt)}</span>
      </td>
      {onAction && (
        <td className="pr-3 text-right">
          <KeyMenu virtualKey={virtualKey} onAction={(action) => onAction(virtualKey, action)} />
        </td>
      )}
    </tr>
  )
}
