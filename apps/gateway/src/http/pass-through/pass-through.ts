import type { GatewayContext } from '../../context.ts'
import type { Exchange } from '../exchange.ts'
import { handlePassThrough } from './handle-pass-through.ts'
import { vendors } from './vendors.ts'

const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD']

/** The APIs of vendors, as they are, with the gateway's credentials. */
export const passThroughEndpoints = vendors.flatMap((vendor) =>
  vendor.prefixes.flatMap((prefix) =>
    methods.map((method) => ({
      method,
      path: `${prefix}/*rest`,
      handle: (exchange: Exchange, context: GatewayContext) =>
        handlePassThrough(exchange, context, vendor, prefix),
    })),
  ),
)
