import { useTranslation } from 'react-i18next'
import { SnippetPanels } from './snippet-panels.tsx'
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
  const panels = names.map((name) => ({
    key: name,
    name: t(`onboarding.way.${name}`),
    explanation: t(`onboarding.explain.${name}`),
    text: snippetOf(name, values),
  }))
  return <SnippetPanels label={t('onboarding.ways')} panels={panels} />
}
