import { useQuery } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { belowBase } from '../../lib/base-path.ts'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { CodeText } from '../../ui/code-text.tsx'
import { apiKeysQuery } from '../onboarding/use-snippet-values.ts'
import { ApiKeyTable } from './api-key-table.tsx'
import type { ApiKey } from './api-keys.ts'
import { DeleteKeyDialog } from './delete-key-dialog.tsx'
import { NewKeyDialog } from './new-key-dialog.tsx'

/** The keys with which applications reach the project. */
export function ApiKeyCard({ projectId }: { readonly projectId: string }) {
  const { t } = useTranslation()
  const query = useQuery(apiKeysQuery(projectId))
  const [creating, setCreating] = useState(false)
  const [doomed, setDoomed] = useState<ApiKey>()
  const mayChange = query.data?.mayChange ?? false
  const actions = (
    <>
      <a href={belowBase('/api-reference')} className="mr-1.5 text-sm text-accent hover:underline">
        {t('apiReference.title')}
      </a>
      {mayChange && (
        <Button size="sm" onClick={() => setCreating(true)}>
          <Plus size={14} aria-hidden />
          {t('settings.newKey.open')}
        </Button>
      )}
    </>
  )
  return (
    <Card title={t('settings.apiKeys')} actions={actions}>
      <p className="px-4 pb-2 text-sm text-pretty text-ink-2">
        <CodeText text={t('settings.apiKeysText')} />
      </p>
      <ApiKeyTable query={query} {...(mayChange ? { onDelete: setDoomed } : {})} />
      <NewKeyDialog projectId={projectId} open={creating} onClose={() => setCreating(false)} />
      <DeleteKeyDialog projectId={projectId} apiKey={doomed} onClose={() => setDoomed(undefined)} />
    </Card>
  )
}
