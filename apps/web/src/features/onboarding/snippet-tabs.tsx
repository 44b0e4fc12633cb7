import { Tabs } from 'radix-ui'
import { useTranslation } from 'react-i18next'
import { CodeText } from '../../ui/code-text.tsx'
import { CopyButton } from '../../ui/copy-button.tsx'
import { ScrollRegion } from '../../ui/scroll-region.tsx'
import { type SnippetName, snippetOf } from './snippets.ts'
import { useSnippetValues } from './use-snippet-values.ts'

interface SnippetTabsProps {
  readonly projectId: string
  readonly names: readonly SnippetName[]
}

/** Ways to connect, each with text to copy. */
export function SnippetTabs({ projectId, names }: SnippetTabsProps) {
  const { t } = useTranslation()
  const values = useSnippetValues(projectId)
  return (
    <Tabs.Root defaultValue={names[0] ?? 'demo'}>
      <Tabs.List
        aria-label={t('onboarding.ways')}
        className="flex gap-1 overflow-x-auto border-b border-line px-3"
      >
        {names.map((name) => (
          <Tabs.Trigger
            key={name}
            value={name}
            className="-mb-px h-10 border-b-2 border-transparent px-2.5 text-sm font-medium whitespace-nowrap text-ink-3 hover:text-ink focus-visible:-outline-offset-2 data-[state=active]:border-accent data-[state=active]:text-ink"
          >
            {t(`onboarding.way.${name}`)}
          </Tabs.Trigger>
        ))}
      </Tabs.List>
      {names.map((name) => {
        const text = snippetOf(name, values)
        return (
          <Tabs.Content key={name} value={name} className="p-4 focus-visible:-outline-offset-2">
            <p className="mb-3 text-sm text-pretty text-ink-2">
              <CodeText text={t(`onboarding.explain.${name}`)} />
            </p>
            <div className="relative rounded-lg bg-sunken">
              <ScrollRegion label={t(`onboarding.way.${name}`)} className="overflow-x-auto p-3 pr-12">
                <pre className="font-mono text-xs leading-5 text-ink">{text}</pre>
              </ScrollRegion>
              <CopyButton text={text} className="absolute top-1.5 right-1.5" />
            </div>
          </Tabs.Content>
        )
      })}
    </Tabs.Root>
  )
}
