import { useStoredValue } from '../../lib/stored-value.ts'
import { type Layout, readLayout } from './layout.ts'

type Kept = Readonly<Record<string, Layout>>

const readKept = (stored: unknown): Kept =>
  typeof stored === 'object' && stored !== null
    ? Object.fromEntries(Object.entries(stored).map(([table, layout]) => [table, readLayout(layout)]))
    : {}

/** How this browser shows a table; without a choice of its own, as it comes. */
export function useLayout(table: string) {
  const [kept, setKept] = useStoredValue<Kept>('tables', readKept)
  const { [table]: own, ...others } = kept
  return {
    layout: own ?? {},
    setLayout: (layout: Layout) => setKept({ ...others, [table]: layout }),
    resetLayout: () => setKept(others),
  }
}
