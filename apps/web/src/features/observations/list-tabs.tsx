import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Segmented } from '../../ui/segmented.tsx'
import type { TraceSearch } from '../traces/trace-search.ts'
import { toObservations, toTraces } from './observation-search.ts'

interface ListTabsProps {
  readonly projectId: string
  readonly shown: 'traces' | 'observations'
  readonly search: TraceSearch
}

/** The heading of both lists: the same telemetry trace by trace, or observation by observation. */
export function ListTabs({ projectId, shown, search }: ListTabsProps) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const show = (page: 'traces' | 'observations') =>
    void navigate({
      to: `/project/$projectId/${page}`,
      params: { projectId },
      search: page === 'traces' ? toTraces(search) : toObservations(search),
    })
  return (
    <>
      <h1 className="sr-only">{t(`${shown}.title`)}</h1>
      <Segmented
        label={t('observations.show')}
        value={shown}
        options={(['traces', 'observations'] as const).map((value) => ({
          value,
          label: t(`${value}.title`),
        }))}
        onChange={show}
      />
    </>
  )
}
