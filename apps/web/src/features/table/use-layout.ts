import { useStoredValue } from '../../lib/stored-value.ts'
import { type Layout, readLayout } from './layout.ts'

type Kept = Readonly<Record<string, Layout>>

const readKept = (stored: unknown): Kept =>
  typeof stored === 'object' && stored !== null
    ? Object.fromEntries(Object.entries(stored).map(([table, layout]) => [table, readLayout(layout)]))
    : {}

interface ShapingView {
  readonly id: string
  readonly layout?: Layout
}

/** How this browser shows a table; without a choice of its own, as the view that it shows says, or as it comes. */
export function useLayout(table: string, view?: ShapingView) {
  const [kept, setKept] = useStoredValue<Kept>('tables', readKept)
  const key = view ? `${table} ${view.id}` : table
  const { [key]: own, ...others } = kept
  return {
    layout: own ?? view?.layout ?? {},
    isOwn: own !== undefined,
    setLayout: (layout: Layout) => setKept({ ...others, [key]: layout }),
    resetLayout: () => setKept(others),
  }
}
