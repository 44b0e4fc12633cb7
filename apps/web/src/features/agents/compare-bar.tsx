import { Link } from '@tanstack/react-router'
import { GitCompareArrows } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Button, buttonClass } from '../../ui/button.tsx'
import { mostCompared } from './agent-search.ts'
import type { Picking } from './pick-box.tsx'

/** What was picked to be compared, and the way there. */
export function CompareBar({ projectId, picked, onPick }: Picking & { readonly projectId: string }) {
  const { t } = useTranslation()
  return (
    <section
      aria-label={t('agents.compare')}
      className="flex flex-wrap items-center gap-3 border-t border-line bg-surface px-4 py-2 text-sm"
    >
      <p role="status" className="text-ink-2">
        {t('agents.picked', { count: picked.length, most: mostCompared })}
      </p>
      <span className="ml-auto flex gap-2">
        <Button onClick={() => onPick([])}>{t('agents.unpick')}</Button>
        {picked.length > 1 && (
          <Link
            to="/project/$projectId/agents/compare"
            params={{ projectId }}
            search={{ task: picked }}
            className={buttonClass({ variant: 'primary' })}
          >
            <GitCompareArrows size={15} aria-hidden="true" />
            {t('agents.compare')}
          </Link>
        )}
      </span>
    </section>
  )
}
