import { CircleAlert, CircleDollarSign, Clock, Star, TriangleAlert } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../lib/language.ts'
import { Button } from '../../ui/button.tsx'
import type { TraceSearch } from './trace-search.ts'
import type { ChangeSearch } from './use-list-search.ts'

const same = (left: readonly string[] | undefined, right: readonly string[]) =>
  left?.length === right.length && right.every((value) => left.includes(value))

const errors = ['ERROR']
const problems = ['ERROR', 'WARNING']
const slow = '10..'
const expensive = '1..'

interface QuickFiltersProps {
  readonly search: TraceSearch
  /** Whether rows can be bookmarked. */
  readonly canStar: boolean
  readonly onChange: ChangeSearch
}

/** The questions asked most often, one press each. */
export function QuickFilters({ search, canStar, onChange }: QuickFiltersProps) {
  const { t } = useTranslation()
  const { cost } = useFormats()
  const level = (values: readonly string[]) => ({
    'aria-pressed': same(search.level, values),
    onClick: () => onChange({ level: same(search.level, values) ? undefined : values }),
  })
  return (
    <>
      <Button size="sm" {...level(errors)}>
        <CircleAlert size={13} aria-hidden="true" className="text-danger" />
        {t('traces.errorsOnly')}
      </Button>
      <Button size="sm" {...level(problems)}>
        <TriangleAlert size={13} aria-hidden="true" className="text-warn" />
        {t('traces.warningsAndErrors')}
      </Button>
      <Button
        size="sm"
        aria-pressed={search.latency === slow}
        onClick={() => onChange({ latency: search.latency === slow ? undefined : slow })}
      >
        <Clock size={13} aria-hidden="true" className="text-ink-3" />
        {t('traces.slow')}
      </Button>
      <Button
        size="sm"
        aria-pressed={search.cost === expensive}
        onClick={() => onChange({ cost: search.cost === expensive ? undefined : expensive })}
      >
        <CircleDollarSign size={13} aria-hidden="true" className="text-ink-3" />
        {t('traces.expensive', { cost: cost(1) })}
      </Button>
      {canStar && (
        <Button
          size="sm"
          aria-pressed={search.starred === 'yes'}
          onClick={() => onChange({ starred: search.starred ? undefined : 'yes' })}
        >
          <Star size={13} aria-hidden="true" className="text-warn" />
          {t('traces.starred')}
        </Button>
      )}
    </>
  )
}
