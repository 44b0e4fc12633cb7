import { z } from 'zod'
import { isoInstant, rangeScope } from '../sql/scope.ts'

/** Dashboards are about a bounded range. `asked` is the moment of the question: see `DayQuestion`. */
export const dashboardScope = rangeScope.extend({
  from: isoInstant,
  to: isoInstant,
  asked: z.number().default(() => performance.now()),
})
export type DashboardScope = z.output<typeof dashboardScope>
