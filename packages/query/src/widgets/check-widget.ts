import type { FilterCondition, WidgetQuestion } from '@kansoku/contracts'
import { KansokuError } from '@kansoku/contracts'
import { compileConditions } from '../metrics/conditions.ts'
import { planMetrics } from '../metrics/plan.ts'
import { views } from '../metrics/views.ts'
import { Binder } from '../sql/binder.ts'
import { widgetQuery } from './widget-query.ts'

/** Any range will do to see whether a question makes sense. */
const anyRange = { from: '2026-01-01T00:00:00Z', to: '2026-01-02T00:00:00Z' }

/** Throws `invalid_request` with what there is when the metrics cannot answer a widget's question. */
export function checkWidget(widget: WidgetQuestion): void {
  planMetrics(widgetQuery(widget, anyRange), 'v2')
  compile(widget.filters, widget.view)
}

/** Whether a view has the column of a condition, of the kind that the condition compares. */
export function isConditionOf(condition: FilterCondition, view: WidgetQuestion['view']): boolean {
  try {
    compile([condition], view)
    return true
  } catch (error) {
    if (error instanceof KansokuError && error.code === 'invalid_request') return false
    throw error
  }
}

function compile(filters: readonly FilterCondition[], view: WidgetQuestion['view']): void {
  compileConditions(filters, views.v2[view], { projectId: '', ...anyRange }, new Binder())
}
