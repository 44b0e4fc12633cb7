import { hash, timingSafeEqual } from 'node:crypto'
import type { GatewayContext } from '../../context.ts'
import { type Exchange, header } from '../exchange.ts'
import { HttpError } from '../http-error.ts'

/**
 * Lets in the server that this gateway is connected to, by the secret that they share.
 * @throws {HttpError} 401 for everybody else, also where there is no server
 */
export function requireServer(exchange: Exchange, { settings }: Pick<GatewayContext, 'settings'>): void {
  const given = header(exchange, 'authorization') ?? ''
  const { server } = settings
  if (server && timingSafeEqual(digest(given), digest(`Bearer ${server.secret}`))) return
  throw new HttpError(401, 'auth_error', 'Only the connected server may ask this.')
}

function digest(text: string): Buffer {
  return hash('sha256', text, 'buffer')
}
