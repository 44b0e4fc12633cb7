import { useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useExampleModel } from '../onboarding/example-model.ts'
import { SnippetPanels } from '../onboarding/snippet-panels.tsx'
import { useSession } from '../session/session.ts'
import { nameSnippet, nameWays } from './name-snippets.ts'

/** What to send so that sessions and users appear. */
export function NameTabs() {
  const { t } = useTranslation()
  const { projectId } = useParams({ from: '/project/$projectId' })
  const { gatewayUrl } = useSession()
  const model = useExampleModel(projectId)
  return (
    <section
      aria-label={t('naming.ways')}
      className="mx-auto mb-12 w-[calc(100%-1.5rem)] max-w-2xl rounded-xl border border-line bg-surface"
    >
      <SnippetPanels
        label={t('naming.ways')}
        panels={nameWays.map((way) => ({
          key: way,
          name: t(`naming.way.${way}`),
          explanation: t(`naming.explain.${way}`),
          text: nameSnippet(way, { gatewayUrl, model }),
        }))}
      />
    </section>
  )
}
