import type { z } from 'zod'
import type { PartsOfQuestion } from '../days/parts.ts'
import { isoInstant, rangeScope } from '../sql/scope.ts'

/** Dashboards are about a bounded range. */
export const dashboardScope = rangeScope.extend({ from: isoInstant, to: isoInstant })
export type DashboardScope = z.output<typeof dashboardScope>

/** A scope whose statements are about one state of the tables. */
export type TileScope = DashboardScope & { readonly parts?: PartsOfQuestion }
