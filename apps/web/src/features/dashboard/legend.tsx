import { MiddleCut } from '../../ui/middle-cut.tsx'
import type { Series } from './series.ts'
import { Swatch } from './swatch.tsx'

export function Legend({ series }: { readonly series: readonly Series[] }) {
  return (
    <ul className="flex flex-wrap gap-x-3 gap-y-1 text-xs text-ink-2">
      {series.map(({ key, label, color }) => (
        <li key={key} className="flex min-w-0 items-center gap-1.5">
          <Swatch color={color} />
          <span className="max-w-48">
            <MiddleCut text={label} />
          </span>
        </li>
      ))}
    </ul>
  )
}
