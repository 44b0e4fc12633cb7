import type { FilterCondition } from '@kansoku/contracts'
import { acceptedTypes } from '../filters/column.ts'
import { Binder } from '../sql/binder.ts'
import { observationColumns } from './columns.ts'

interface DescribedColumn {
  readonly column: string
  /** Which conditions it takes. */
  readonly types: readonly FilterCondition['type'][]
}

/** The columns that conditions on observations may name. */
export function describeObservationFilters(): readonly DescribedColumn[] {
  const columns = observationColumns({ projectId: '' }, new Binder())
  return Object.entries(columns).map(([column, { kind }]) => ({ column, types: acceptedTypes[kind] }))
}
