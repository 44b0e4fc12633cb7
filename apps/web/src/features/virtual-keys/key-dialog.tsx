import type { VirtualKey } from '@kansoku/contracts'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Dialog } from '../../ui/dialog.tsx'
import { teamsQuery } from '../teams/teams.ts'
import { changesOf, fieldsOf, noFields } from './key-fields.ts'
import { KeyForm } from './key-form.tsx'
import { type ToldKey, useChangeVirtualKey, useCreateVirtualKey } from './virtual-keys.ts'

interface KeyDialogProps {
  readonly projectId: string
  /** The key to change; absent: a new one. */
  readonly virtualKey?: VirtualKey | undefined
  readonly onClose: () => void
  readonly onCreated: (key: ToldKey) => void
}

/** What a key may do. Mounted while open, so that each opening begins with what is stored. */
export function KeyDialog({ projectId, virtualKey, onClose, onCreated }: KeyDialogProps) {
  const { t } = useTranslation()
  const create = useCreateVirtualKey(projectId, onCreated)
  const change = useChangeVirtualKey(projectId, onClose)
  const [initial] = useState(() => (virtualKey ? fieldsOf(virtualKey) : noFields))
  const used = virtualKey ? change : create
  const teams = useQuery(teamsQuery(projectId)).data?.teams ?? []
  // A team of elsewhere, or one that is on its way, stays chosen.
  const own = virtualKey?.teamId
  const listed = !own || teams.some(({ id }) => id === own) ? teams : [...teams, { id: own, alias: null }]
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={virtualKey ? t('virtualKeys.edit') : t('virtualKeys.create')}
    >
      <KeyForm
        projectId={projectId}
        initial={initial}
        teams={listed}
        action={virtualKey ? t('virtualKeys.save') : t('virtualKeys.createAction')}
        onSubmit={(fields) => {
          const changes = changesOf(fields, initial)
          if (virtualKey) change.mutate({ keyId: virtualKey.id, changes })
          else create.mutate(changes)
        }}
        onClose={onClose}
        isPending={used.isPending}
        error={used.error}
      />
    </Dialog>
  )
}
