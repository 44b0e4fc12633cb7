import clsx from 'clsx'
import { Pause, Play } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../ui/button.tsx'
import { Tooltip } from '../../ui/tooltip.tsx'
import type { LiveState } from './live-events.ts'

interface LiveButtonProps {
  readonly state: LiveState
  readonly paused: boolean
  readonly onToggle: () => void
}

const dots: Record<LiveState, string> = {
  open: 'bg-ok',
  connecting: 'bg-warn animate-breathe',
  off: 'bg-line-strong',
}

/** Shows whether new traces appear by themselves, and stops or starts that. */
export function LiveButton({ state, paused, onToggle }: LiveButtonProps) {
  const { t } = useTranslation()
  const shown = paused ? 'off' : state
  const stateText = t(`traces.liveState.${shown}`)
  return (
    <Tooltip label={paused ? t('traces.resumeLive') : t('traces.pauseLive')} shortcut="P">
      <Button aria-pressed={!paused} aria-label={`${t('traces.live')}: ${stateText}`} onClick={onToggle}>
        <span aria-hidden="true" className={clsx('size-2 rounded-full', dots[shown])} />
        <span className="max-sm:sr-only">{stateText}</span>
        {paused ? <Play size={13} aria-hidden="true" /> : <Pause size={13} aria-hidden="true" />}
      </Button>
    </Tooltip>
  )
}
