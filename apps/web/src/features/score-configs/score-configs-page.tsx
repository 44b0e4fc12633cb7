import type { PublicScoreConfig } from '@kansoku/contracts'
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import clsx from 'clsx'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useErrorText } from '../../lib/error-text.ts'
import { useFormats } from '../../lib/language.ts'
import { Badge } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { NewScoreConfigDialog } from './new-score-config-dialog.tsx'
import { scoreConfigsQuery, useArchiveScoreConfig } from './score-configs.ts'

/** What a score of the config may be, in one line. */
function useLimitsText(): (config: PublicScoreConfig) => string {
  const { t } = useTranslation()
  const { number } = useFormats()
  return ({ dataType, minValue, maxValue, categories }) => {
    if (categories) return categories.map(({ label, value }) => `${label} (${number(value)})`).join(' · ')
    if (dataType !== 'NUMERIC') return ''
    const [min, max] = [minValue, maxValue].map((bound) => (bound === null ? '' : number(bound)))
    return min === '' && max === '' ? t('scoreConfigs.anyNumber') : `${min} – ${max}`
  }
}

interface ConfigRowProps {
  readonly config: PublicScoreConfig
  /** Absent where the reader may change nothing. */
  readonly onArchive?: (isArchived: boolean) => void
}

function ConfigRow({ config, onArchive }: ConfigRowProps) {
  const { t } = useTranslation()
  const limitsText = useLimitsText()
  const { name, dataType, isArchived, description } = config
  return (
    <li className="flex min-h-12 flex-wrap items-center gap-x-3 gap-y-1 border-t border-line px-4 py-2 text-sm">
      <div className={clsx('min-w-0 flex-1', isArchived && 'text-ink-3')}>
        <p className="flex flex-wrap items-center gap-2">
          <span className="font-medium">{name}</span>
          <Badge>{t(`scoreConfigs.type.${dataType}`)}</Badge>
          {isArchived && <Badge tone="warn">{t('scoreConfigs.archived')}</Badge>}
        </p>
        <p className="text-xs break-words text-ink-3">{limitsText(config)}</p>
        {description && <p className="text-xs text-pretty text-ink-2">{description}</p>}
      </div>
      {onArchive && (
        <Button
          size="sm"
          onClick={() => onArchive(!isArchived)}
          aria-label={t(isArchived ? 'scoreConfigs.restoreNamed' : 'scoreConfigs.archiveNamed', { name })}
        >
          {t(isArchived ? 'scoreConfigs.restore' : 'scoreConfigs.archive')}
        </Button>
      )}
    </li>
  )
}

/** What scores of the project may be. */
export function ScoreConfigsPage() {
  const { t } = useTranslation()
  const errorText = useErrorText()
  const { projectId } = useParams({ from: '/project/$projectId' })
  const { data, error, refetch } = useQuery(scoreConfigsQuery(projectId))
  const [creating, setCreating] = useState(false)
  const archive = useArchiveScoreConfig(projectId)
  if (!data && error)
    return (
      <EmptyState title={t('scoreConfigs.notLoaded')} text={errorText(error)}>
        <Button onClick={() => void refetch()}>{t('app.retry')}</Button>
      </EmptyState>
    )
  if (!data) return <Skeleton className="h-64" />
  const create = data.mayChange && (
    <Button size="sm" onClick={() => setCreating(true)}>
      <Plus size={14} aria-hidden="true" />
      {t('scoreConfigs.create')}
    </Button>
  )
  return (
    <Card title={t('settings.page.scoreConfigs')} actions={create}>
      <p className="px-4 pb-3 text-sm text-pretty text-ink-2">{t('scoreConfigs.text')}</p>
      {archive.error && (
        <p role="alert" className="px-4 pb-2 text-sm text-danger">
          {errorText(archive.error)}
        </p>
      )}
      {data.configs.length === 0 ? (
        <p className="border-t border-line px-4 py-6 text-center text-sm text-ink-3">
          {t('scoreConfigs.none')}
        </p>
      ) : (
        <ul aria-label={t('settings.page.scoreConfigs')} className="pb-1.5">
          {data.configs.map((config) => (
            <ConfigRow
              key={config.id}
              config={config}
              {...(data.mayChange
                ? {
                    onArchive: (isArchived: boolean) => archive.mutate({ configId: config.id, isArchived }),
                  }
                : {})}
            />
          ))}
        </ul>
      )}
      {creating && <NewScoreConfigDialog projectId={projectId} onClose={() => setCreating(false)} />}
    </Card>
  )
}
