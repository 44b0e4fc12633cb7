import { type Logger, pino } from 'pino'

/** Headers and fields that would give away a secret, wherever an object with them is logged. */
const secrets = ['authorization', 'cookie', 'set-cookie', 'password', 'secretKey', 'x-api-key', 'token']

export function createLogger(level: string): Logger {
  return pino({
    name: 'server',
    level,
    redact: {
      paths: secrets.flatMap((name) => [`["${name}"]`, `*["${name}"]`, `*.*["${name}"]`]),
      censor: '[hidden]',
    },
    timestamp: pino.stdTimeFunctions.isoTime,
  })
}
