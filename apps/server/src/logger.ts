import { type DestinationStream, type Logger, type LoggerOptions, pino } from 'pino'

/** Headers and fields that would give away a secret, wherever an object with them is logged. */
const secrets = ['authorization', 'cookie', 'set-cookie', 'password', 'secretKey', 'x-api-key', 'token']

/** Errors of the database's driver carry the values of the statement: e-mail addresses, hashes, tokens. */
function describeError(error: unknown): object {
  if (!(error instanceof Error)) return { message: String(error) }
  const withoutValues = (text: string) => text.replace(/\nparams: [\s\S]*?(?=\n {4}at |$)/g, '')
  return {
    type: error.name,
    message: withoutValues(error.message),
    ...('code' in error && { code: error.code }),
    stack: withoutValues(error.stack ?? ''),
    ...(error.cause !== undefined && { cause: describeError(error.cause) }),
  }
}

export function createLogger(level: string, destination?: DestinationStream): Logger {
  const options: LoggerOptions = {
    name: 'server',
    level,
    redact: {
      paths: secrets.flatMap((name) => [`["${name}"]`, `*["${name}"]`, `*.*["${name}"]`]),
      censor: '[hidden]',
    },
    serializers: { err: describeError, error: describeError },
    timestamp: pino.stdTimeFunctions.isoTime,
  }
  return destination ? pino(options, destination) : pino(options)
}
