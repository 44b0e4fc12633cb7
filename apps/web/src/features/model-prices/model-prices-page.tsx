import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useErrorText } from '../../lib/error-text.ts'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { MatchCard } from './match-card.tsx'
import { modelDefinitionsQuery, useDeleteModel } from './model-definitions.ts'
import type { ModelLayer } from './model-layer.ts'
import { ModelPriceDetails } from './model-price-details.tsx'
import { ModelPriceForm } from './model-price-form.tsx'
import { ModelPriceTable } from './model-price-table.tsx'

/** What calls cost: the project's own definitions, which win, and those of the price list. */
export function ModelPricesPage() {
  const { t } = useTranslation()
  const errorText = useErrorText()
  const { projectId } = useParams({ from: '/project/$projectId' })
  const { data, error, refetch } = useQuery(modelDefinitionsQuery(projectId))
  const [layer, setLayer] = useState<ModelLayer>()
  if (!data && error)
    return (
      <EmptyState title={t('modelPrices.notLoaded')} text={errorText(error)}>
        <Button onClick={() => void refetch()}>{t('app.retry')}</Button>
      </EmptyState>
    )
  if (!data) return <Skeleton className="h-64" />
  const create = data.mayChange && (
    <Button size="sm" onClick={() => setLayer({ kind: 'create' })}>
      <Plus size={14} aria-hidden="true" />
      {t('modelPrices.create')}
    </Button>
  )
  return (
    <>
      <MatchCard projectId={projectId} />
      <Card title={t('settings.page.modelPrices')} actions={create}>
        <p className="px-4 pb-2 text-sm text-pretty text-ink-2">{t('modelPrices.text')}</p>
        <ModelPriceTable models={data.models} mayChange={data.mayChange} onLayer={setLayer} />
      </Card>
      {layer && <Layers projectId={projectId} layer={layer} onClose={() => setLayer(undefined)} />}
    </>
  )
}

interface LayersProps {
  readonly projectId: string
  readonly layer: ModelLayer
  readonly onClose: () => void
}

function Layers({ projectId, layer, onClose }: LayersProps) {
  const { t } = useTranslation()
  const remove = useDeleteModel(projectId, onClose)
  switch (layer.kind) {
    case 'show':
      return <ModelPriceDetails model={layer.model} onClose={onClose} />
    case 'delete':
      return (
        <ConfirmDialog
          open
          onClose={onClose}
          title={t('modelPrices.delete.title')}
          action={t('modelPrices.delete.action')}
          onConfirm={() => remove.mutate(layer.model.id)}
          isPending={remove.isPending}
          error={remove.error}
        >
          <p className="font-medium text-ink">{layer.model.modelName}</p>
          <p>{t('modelPrices.delete.text')}</p>
        </ConfirmDialog>
      )
    case 'create':
      return <ModelPriceForm projectId={projectId} kind="create" onClose={onClose} />
    default:
      return <ModelPriceForm projectId={projectId} kind={layer.kind} origin={layer.model} onClose={onClose} />
  }
}
