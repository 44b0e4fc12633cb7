import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../ui/button.tsx'
import { Input } from '../../ui/field.tsx'
import { boundsOfFields } from './bounds.ts'
import type { BoundName } from './list-filters.ts'
import { boundsOf, type TraceSearch } from './trace-search.ts'

interface BoundsFilterProps {
  readonly name: BoundName
  readonly search: TraceSearch
  readonly onChange: (bounds: string | undefined) => void
}

/** From and to of a size; the fields start from what the address says. */
export function BoundsFilter({ name, search, onChange }: BoundsFilterProps) {
  const { t } = useTranslation()
  const current = boundsOf(search, name)
  const [min, setMin] = useState(current?.min?.toString() ?? '')
  const [max, setMax] = useState(current?.max?.toString() ?? '')
  const label = t(`traces.filter.${name}`)
  const next = boundsOfFields(min, max)
  return (
    <form
      className="px-3 py-2.5"
      onSubmit={(event) => {
        event.preventDefault()
        if (next !== null) onChange(next?.text)
      }}
    >
      <fieldset className="min-w-0">
        <legend className="mb-1.5 text-xs font-medium text-ink-2">{label}</legend>
        <div className="flex items-center gap-1.5">
          <Input
            inputMode="decimal"
            aria-label={t('traces.atLeast', { name: label })}
            placeholder={t('traces.min')}
            value={min}
            aria-invalid={next === null}
            onChange={(event) => setMin(event.target.value)}
            className="h-7 text-xs"
          />
          <span aria-hidden="true" className="text-ink-3">
            –
          </span>
          <Input
            inputMode="decimal"
            aria-label={t('traces.atMost', { name: label })}
            placeholder={t('traces.max')}
            value={max}
            aria-invalid={next === null}
            onChange={(event) => setMax(event.target.value)}
            className="h-7 text-xs"
          />
          <Button type="submit" size="sm" disabled={next === null || next?.text === current?.text}>
            {t('range.apply')}
          </Button>
        </div>
      </fieldset>
    </form>
  )
}
