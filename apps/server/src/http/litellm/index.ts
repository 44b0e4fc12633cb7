import type { Door } from '../../context.ts'
import { requireSecret } from '../require-secret.ts'
import { renderLitellmError } from './errors.ts'
import { keyRoutes } from './keys.ts'

/** LiteLLM's management routes, handed on by gateways under the shared secret. */
export const litellmDoor: Door = (context) => async (app) => {
  app.setErrorHandler(renderLitellmError)
  app.addHook('onRequest', async (request) => {
    requireSecret(context.config.internalSecret, request.headers.authorization)
  })
  await app.register(keyRoutes(context))
}
