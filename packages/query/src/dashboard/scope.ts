import type { z } from 'zod'
import { isoInstant, rangeScope } from '../sql/scope.ts'

/** Dashboards are about a bounded range. */
export const dashboardScope = rangeScope.extend({ from: isoInstant, to: isoInstant })
export type DashboardScope = z.output<typeof dashboardScope>
