import { getExcerpts, searchTrace as searchTraceRoute } from '@kansoku/contracts'
import { askExcerpts, searchTrace } from '@kansoku/query'
import type { Door } from '../../context.ts'
import { appRoute } from './app-route.ts'

/** Ways to read a long trace without having all of it. */
export const traceReadingRoutes: Door = (context) => async (app) => {
  const { analytics } = context

  app.route(
    appRoute(context, searchTraceRoute, async ({ params, query }) => {
      const { hits, isCut } = await searchTrace(analytics, { ...params, ...query })
      return {
        hits: hits.map(({ observationId, places }) => ({ observationId, places: [...places] })),
        isCut,
      }
    }),
  )

  app.route(
    appRoute(context, getExcerpts, async ({ params, query }) => {
      const rows = await askExcerpts(analytics, { ...params, ids: query.id })
      const excerpts = rows.map((row) => ({
        observationId: row.id,
        input: { text: row.input, length: row.input_length ?? 0 },
        output: { text: row.output, length: row.output_length ?? 0 },
      }))
      return { excerpts }
    }),
  )
}
