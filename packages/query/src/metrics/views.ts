import type { MetricsView } from '@kansoku/contracts'
import { observationsView, observationsViewV2 } from './observations-view.ts'
import { scoresView } from './scores-views.ts'
import { tracesView } from './traces-view.ts'
import type { View } from './view.ts'

export type Generation = 'v1' | 'v2'

/** The views of both generations of the API; contracts tell which a generation offers. */
export const views: Readonly<Record<Generation, Readonly<Record<MetricsView, View>>>> = {
  v1: {
    traces: tracesView,
    observations: observationsView,
    'scores-numeric': scoresView('numeric', 'v1'),
    'scores-boolean': scoresView('boolean', 'v1'),
    'scores-categorical': scoresView('categorical', 'v1'),
  },
  v2: {
    traces: tracesView,
    observations: observationsViewV2,
    'scores-numeric': scoresView('numeric', 'v2'),
    'scores-boolean': scoresView('boolean', 'v2'),
    'scores-categorical': scoresView('categorical', 'v2'),
  },
}
