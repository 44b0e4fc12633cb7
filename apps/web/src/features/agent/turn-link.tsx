import type { AgentTurn } from '@kansoku/contracts'
import { Link } from '@tanstack/react-router'
import { ArrowUpRight } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../lib/language.ts'

interface TurnLinkProps {
  readonly projectId: string
  readonly turn: AgentTurn
  /** Counted from 0. */
  readonly place: number
}

/** Leads to a turn in its trace. */
export function TurnLink({ projectId, turn, place }: TurnLinkProps) {
  const { t } = useTranslation()
  const { number } = useFormats()
  return (
    <Link
      to="/project/$projectId/traces/$traceId"
      params={{ projectId, traceId: turn.traceId }}
      search={{ observation: turn.id }}
      className="inline-flex items-center gap-0.5 whitespace-nowrap text-accent hover:underline"
    >
      {t('agents.turn', { place: number(place + 1) })}
      <ArrowUpRight size={12} aria-hidden="true" />
    </Link>
  )
}
