import { type Logger, pino } from 'pino'
import type { GatewaySettings } from './config.ts'

export type Log = Pick<Logger, 'debug' | 'info' | 'warn' | 'error'>

const secretNames = ['authorization', 'apiKey', 'api_key', 'secret', 'secretKey', 'password', 'masterKey']

/** JSON lines on standard output; fields that hold secrets are blanked. */
export function createLog(level: GatewaySettings['logLevel']): Log {
  return pino({
    name: 'gateway',
    level,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: { paths: secretNames.flatMap((name) => [name, `*.${name}`]), censor: '***' },
  })
}
