import type { Door } from '../../context.ts'
import { renderAppError } from '../app/errors.ts'
import { requireScraper } from './require-scraper.ts'

/** What Prometheus reads. */
export const prometheusDoor: Door = (context) => async (app) => {
  const { exposition } = context.instruments
  app.setErrorHandler(renderAppError)
  app.get('/metrics', { onRequest: requireScraper(context.config.metricsToken) }, async (_request, reply) =>
    reply
      .type(exposition.contentType)
      .header('cache-control', 'no-store')
      .send(await exposition.render()),
  )
}
