import type { VirtualKey } from '@kansoku/contracts'
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { PageHeader } from '../../app/page-header.tsx'
import { Button } from '../../ui/button.tsx'
import { ConfirmKeyAction } from './confirm-key-action.tsx'
import { KeyDialog } from './key-dialog.tsx'
import { KeyList } from './key-list.tsx'
import type { KeyAction } from './key-menu.tsx'
import { ToldKeyDialog } from './told-key-dialog.tsx'
import { type ToldKey, useChangeVirtualKey, virtualKeysQuery } from './virtual-keys.ts'

/** What is open over the list. */
type Layer =
  | { readonly kind: 'create' }
  | { readonly kind: 'edit' | 'block' | 'rotate' | 'delete'; readonly virtualKey: VirtualKey }
  | { readonly kind: 'told'; readonly told: ToldKey }

const nothing = () => undefined

export function VirtualKeysPage() {
  const { t } = useTranslation()
  const { projectId } = useParams({ from: '/project/$projectId' })
  const query = useQuery(virtualKeysQuery(projectId))
  const [layer, setLayer] = useState<Layer>()
  const unblock = useChangeVirtualKey(projectId, nothing)
  const act = (virtualKey: VirtualKey, action: KeyAction) => {
    if (action === 'unblock') unblock.mutate({ keyId: virtualKey.id, changes: { isBlocked: false } })
    else setLayer({ kind: action, virtualKey })
  }
  const create = query.data?.mayChange && (
    <Button variant="primary" onClick={() => setLayer({ kind: 'create' })}>
      <Plus size={15} aria-hidden="true" />
      {t('virtualKeys.create')}
    </Button>
  )
  return (
    <>
      <PageHeader title={t('app.page.virtualKeys')}>{create}</PageHeader>
      <KeyList query={query} onAction={act} onCreate={() => setLayer({ kind: 'create' })} />
      {layer && (
        <Layers
          projectId={projectId}
          layer={layer}
          onTold={(told) => setLayer({ kind: 'told', told })}
          onClose={() => setLayer(undefined)}
        />
      )}
    </>
  )
}

interface LayersProps {
  readonly projectId: string
  readonly layer: Layer
  readonly onTold: (told: ToldKey) => void
  readonly onClose: () => void
}

function Layers({ projectId, layer, onTold, onClose }: LayersProps) {
  if (layer.kind === 'told') return <ToldKeyDialog told={layer.told} onClose={onClose} />
  if (layer.kind === 'create') return <KeyDialog projectId={projectId} onClose={onClose} onCreated={onTold} />
  const { kind, virtualKey } = layer
  if (kind === 'edit')
    return <KeyDialog projectId={projectId} virtualKey={virtualKey} onClose={onClose} onCreated={onTold} />
  return (
    <ConfirmKeyAction
      projectId={projectId}
      action={kind}
      virtualKey={virtualKey}
      onTold={onTold}
      onClose={onClose}
    />
  )
}
