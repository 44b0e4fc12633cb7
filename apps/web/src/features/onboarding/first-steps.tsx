import { useTranslation } from 'react-i18next'
import { SnippetTabs } from './snippet-tabs.tsx'
import { snippetNames } from './snippets.ts'
import { useOpenFirstTrace } from './use-open-first-trace.ts'

/** What to do while there is nothing to look at yet. */
export function FirstSteps({ projectId }: { readonly projectId: string }) {
  const { t } = useTranslation()
  useOpenFirstTrace(projectId)
  return (
    <section
      aria-label={t('onboarding.ways')}
      className="mx-auto mb-12 w-[calc(100%-1.5rem)] max-w-2xl rounded-xl border border-line bg-surface"
    >
      <SnippetTabs projectId={projectId} names={snippetNames} />
      <p
        role="status"
        className="flex items-center justify-center gap-2 border-t border-line px-4 py-3 text-sm text-ink-2"
      >
        <span
          aria-hidden="true"
          className="size-2 animate-pulse rounded-full bg-accent motion-reduce:animate-none"
        />
        {t('onboarding.waiting')}
      </p>
    </section>
  )
}
