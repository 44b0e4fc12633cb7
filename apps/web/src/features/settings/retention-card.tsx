import { getProjectRetention, type ProjectRetention, setProjectRetention } from '@kansoku/contracts'
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type SubmitEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../lib/api.ts'
import { useErrorText } from '../../lib/error-text.ts'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Input } from '../../ui/field.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { RetentionRuns } from './retention-runs.tsx'

const suggestedDays = 30
const fewestDays = 3

function retentionQuery(projectId: string) {
  return queryOptions({
    queryKey: ['retention', projectId],
    queryFn: ({ signal }) => api.call(getProjectRetention, { params: { projectId } }, { signal }),
  })
}

function useSetRetention(projectId: string, onSaved: () => void) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (days: number | null) =>
      api.call(setProjectRetention, { params: { projectId }, body: { days } }),
    onSuccess: (retention) => {
      queryClient.setQueryData(retentionQuery(projectId).queryKey, retention)
      onSaved()
    },
  })
}

interface FormProps {
  readonly projectId: string
  readonly days: number | null
  readonly onClose: () => void
}

/** Says what will be lost before it is: a shorter time removes telemetry for good. */
function RetentionForm({ projectId, days, onClose }: FormProps) {
  const { t } = useTranslation()
  const errorText = useErrorText()
  const [bounded, setBounded] = useState(days !== null)
  const [wanted, setWanted] = useState(String(days ?? suggestedDays))
  const save = useSetRetention(projectId, onClose)
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    save.mutate(bounded ? Number(wanted) : null)
  }
  const removes = bounded && (days === null || Number(wanted) < days)
  return (
    <form onSubmit={submit} className="flex flex-col gap-3 p-4 text-sm">
      <label className="flex min-h-8 items-center gap-2">
        <input type="radio" name="retention" checked={!bounded} onChange={() => setBounded(false)} />
        {t('settings.retention.forEver')}
      </label>
      <div className="flex min-h-8 flex-wrap items-center gap-2">
        <label className="flex items-center gap-2">
          <input type="radio" name="retention" checked={bounded} onChange={() => setBounded(true)} />
          {t('settings.retention.bounded')}
        </label>
        <Input
          type="number"
          aria-label={t('settings.retention.daysLabel')}
          className="max-w-24"
          min={fewestDays}
          max={36_500}
          step={1}
          required={bounded}
          disabled={!bounded}
          value={wanted}
          onChange={(event) => setWanted(event.target.value)}
        />
        {t('settings.retention.unit')}
      </div>
      {removes && (
        <p role="status" className="rounded-md bg-danger-soft px-3 py-2 text-danger">
          {t('settings.retention.removes', { count: Number(wanted) })}
        </p>
      )}
      {save.error && (
        <p role="alert" className="text-danger">
          {errorText(save.error)}
        </p>
      )}
      <div className="flex justify-end gap-2">
        <Button onClick={onClose}>{t('app.cancel')}</Button>
        <Button type="submit" variant="primary" disabled={save.isPending}>
          {t('settings.retention.save')}
        </Button>
      </div>
    </form>
  )
}

function RetentionState({ retention: { days, runs } }: { readonly retention: ProjectRetention }) {
  const { t } = useTranslation()
  return (
    <>
      <p className="px-4 pb-3 text-sm text-pretty text-ink-2">
        {days === null ? t('settings.retention.keeps') : t('settings.retention.keepsDays', { count: days })}
      </p>
      {runs.length > 0 && <RetentionRuns runs={runs} />}
    </>
  )
}

/** How long the project keeps its telemetry, and what the nightly runs removed. */
export function RetentionCard({ projectId }: { readonly projectId: string }) {
  const { t } = useTranslation()
  const errorText = useErrorText()
  const { data, error } = useQuery(retentionQuery(projectId))
  const [editing, setEditing] = useState(false)
  const change = data?.mayChange && (
    <Button size="sm" onClick={() => setEditing(true)}>
      {t('settings.retention.change')}
    </Button>
  )
  return (
    <Card title={t('settings.retention.title')} actions={change}>
      {data && <RetentionState retention={data} />}
      {!data && error && <p className="px-4 pb-4 text-sm text-danger">{errorText(error)}</p>}
      {!data && !error && <Skeleton className="mx-4 mb-4 h-5" />}
      {data && (
        <Dialog open={editing} onOpenChange={setEditing} title={t('settings.retention.title')}>
          <RetentionForm projectId={projectId} days={data.days} onClose={() => setEditing(false)} />
        </Dialog>
      )}
    </Card>
  )
}
