import { ChevronDown, ChevronUp } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../lib/language.ts'
import { IconButton } from '../../ui/icon-button.tsx'

interface HitsBarProps {
  readonly hits: readonly string[]
  readonly selected: string
  readonly isSearching: boolean
  /** There are more than are told. */
  readonly isCut: boolean
  readonly onHit: (step: 1 | -1) => void
}

/** How many observations are wanted, and the way from one to the next. */
export function HitsBar({ hits, selected, isSearching, isCut, onHit }: HitsBarProps) {
  const { t } = useTranslation()
  const { number } = useFormats()
  const at = hits.indexOf(selected)
  const total = `${number(hits.length)}${isCut ? '+' : ''}`
  const text =
    hits.length === 0
      ? t(isSearching ? 'trace.searching' : 'trace.noMatch')
      : at < 0
        ? t('trace.hits', { count: hits.length, total })
        : t('trace.hitOf', { at: number(at + 1), total })
  return (
    <div className="flex h-8 items-center gap-1 border-b border-line bg-canvas pr-3 pl-4 text-xs text-ink-3">
      <p role="status" className="flex-1 tabular">
        {text}
      </p>
      <IconButton
        label={t('trace.previousHit')}
        shortcut="Shift+Enter"
        size="iconSm"
        disabled={hits.length === 0}
        onClick={() => onHit(-1)}
      >
        <ChevronUp size={14} />
      </IconButton>
      <IconButton
        label={t('trace.nextHit')}
        shortcut="Enter"
        size="iconSm"
        disabled={hits.length === 0}
        onClick={() => onHit(1)}
      >
        <ChevronDown size={14} />
      </IconButton>
    </div>
  )
}
