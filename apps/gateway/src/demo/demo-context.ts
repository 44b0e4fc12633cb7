import { createModelIndex, type GatewayConfig } from '@kansoku/routing'
import type { GatewayContext } from '../context.ts'
import { type Exchange, header } from '../http/exchange.ts'
import { withDemoModels } from './demo-models.ts'

/** What `kansoku demo` sends: its calls are for the demo's models, whatever models there are besides. */
export function asksForDemo(exchange: Exchange): boolean {
  return header(exchange, 'x-kansoku-demo') === 'on'
}

/** A context in which the demo's models can be called; the same one where there is no demo. */
export function createDemoContext(
  demo: GatewayConfig | undefined,
): (context: GatewayContext) => GatewayContext {
  let made: { readonly of: GatewayContext; readonly context: GatewayContext } | undefined
  return (context) => {
    if (demo === undefined) return context
    if (made?.of !== context) {
      const config = withDemoModels(context.config, demo)
      made = { of: context, context: { ...context, config, models: createModelIndex(config) } }
    }
    return made.context
  }
}
