import type { DemoTask } from './task.ts'
import { addRetryToWebhook, explainQuery, fixRoundingBug } from './tasks/english.ts'
import { addTaxDisplay, investigateTimeout, summarizeMinutes } from './tasks/japanese.ts'

/** What `kansoku demo` plays, in an order that shows something of everything early. */
export const demoTasks: readonly DemoTask[] = [
  addTaxDisplay,
  fixRoundingBug,
  explainQuery,
  investigateTimeout,
  addRetryToWebhook,
  summarizeMinutes,
]
