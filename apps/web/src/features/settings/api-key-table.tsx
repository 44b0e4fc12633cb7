import type { listProjectApiKeys, RouteResponse } from '@kansoku/contracts'
import type { UseQueryResult } from '@tanstack/react-query'
import { Trash2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useErrorText } from '../../lib/error-text.ts'
import { useFormats } from '../../lib/language.ts'
import { Button } from '../../ui/button.tsx'
import { CopyButton } from '../../ui/copy-button.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { ScrollRegion } from '../../ui/scroll-region.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import type { ApiKey } from './api-keys.ts'
import { useKeyNote } from './key-note.ts'

type ApiKeys = RouteResponse<typeof listProjectApiKeys>

interface Deletion {
  /** Absent where the reader may delete none. */
  readonly onDelete?: (apiKey: ApiKey) => void
}

function KeyRow({ apiKey, onDelete }: Deletion & { readonly apiKey: ApiKey }) {
  const { t } = useTranslation()
  const noteOf = useKeyNote()
  const { date, relative, dateTime } = useFormats()
  return (
    <tr className="border-t border-line">
      <th scope="row" className="py-1.5 pr-2 pl-4 text-left font-normal">
        <span className="flex items-center gap-1">
          <code className="font-mono text-xs whitespace-nowrap">{apiKey.publicKey}</code>
          <CopyButton text={apiKey.publicKey} label={t('settings.copyPublicKey')} />
        </span>
      </th>
      <td className="px-2 font-mono text-xs whitespace-nowrap text-ink-2">{apiKey.displaySecretKey}</td>
      <td className="max-w-48 truncate px-2 text-ink-2">{noteOf(apiKey.note) ?? '–'}</td>
      <td className="px-2 whitespace-nowrap text-ink-2">{date(apiKey.createdAt)}</td>
      <td className="pr-4 pl-2 whitespace-nowrap text-ink-2">
        {apiKey.lastUsedAt ? (
          <span title={dateTime(apiKey.lastUsedAt)}>{relative(apiKey.lastUsedAt)}</span>
        ) : (
          t('settings.never')
        )}
      </td>
      {onDelete && (
        <td className="pr-3 text-right">
          <IconButton
            label={t('settings.deleteKey.open', { publicKey: apiKey.publicKey })}
            size="iconSm"
            onClick={() => onDelete(apiKey)}
          >
            <Trash2 size={14} />
          </IconButton>
        </td>
      )}
    </tr>
  )
}

const columns = ['publicKey', 'secretKey', 'note', 'created', 'lastUsed'] as const

export function ApiKeyTable({ query, onDelete }: Deletion & { readonly query: UseQueryResult<ApiKeys> }) {
  const { t } = useTranslation()
  const errorText = useErrorText()
  const { data, error } = query
  if (!data)
    return error ? (
      <div className="flex flex-wrap items-center gap-3 px-4 pb-4 text-sm text-danger">
        {errorText(error)}
        <Button size="sm" onClick={() => void query.refetch()}>
          {t('app.retry')}
        </Button>
      </div>
    ) : (
      <Skeleton className="mx-4 mb-4 h-16" />
    )
  if (data.apiKeys.length === 0) return <p className="px-4 pb-4 text-sm text-ink-3">{t('settings.noKeys')}</p>
  return (
    <ScrollRegion label={t('settings.apiKeys')} className="overflow-x-auto pb-1.5">
      <table aria-label={t('settings.apiKeys')} className="w-full text-sm">
        <thead>
          <tr>
            {columns.map((column) => (
              <th
                key={column}
                scope="col"
                className="h-8 px-2 text-left text-xs font-medium whitespace-nowrap text-ink-3 first:pl-4"
              >
                {t(`settings.column.${column}`)}
              </th>
            ))}
            {onDelete && <td />}
          </tr>
        </thead>
        <tbody>
          {data.apiKeys.map((apiKey) => (
            <KeyRow key={apiKey.id} apiKey={apiKey} {...(onDelete ? { onDelete } : {})} />
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  )
}
