import { useTranslation } from 'react-i18next'
import { SnippetTabs } from './snippet-tabs.tsx'
import { snippetNames } from './snippets.ts'

/** What to do while there is nothing to look at yet. */
export function FirstSteps({ projectId }: { readonly projectId: string }) {
  const { t } = useTranslation()
  return (
    <section
      aria-label={t('onboarding.ways')}
      className="mx-auto mb-12 w-[calc(100%-1.5rem)] max-w-2xl rounded-xl border border-line bg-surface"
    >
      <SnippetTabs projectId={projectId} names={snippetNames} />
    </section>
  )
}
