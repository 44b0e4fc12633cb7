import { StorageError, StorageFullError, StorageUnavailableError } from '../errors.ts'
import { describeTarget } from './connection-options.ts'

const CHECK_SERVER =
  'Start it or correct DATABASE_URL, or start with --embedded to use the built-in database.'

/** Remedies by SQLSTATE, for errors that say the database cannot be used as it is. */
const REMEDIES: Readonly<Record<string, string>> = {
  '28P01': 'Check user and password in DATABASE_URL, or start with --embedded to use the built-in database.',
  '28000': 'Check the account in DATABASE_URL, or start with --embedded to use the built-in database.',
  '3D000': 'Create the database, or start with --embedded to use the built-in one.',
  '42501': 'Grant the account CREATE on the database, so that it can make and alter the schema kansoku.',
}

/** Connection failures of the operating system, class 08 and the SQLSTATEs of a server that starts or stops. */
const UNREACHABLE =
  /^(ECONN|EHOST|ENET|ETIMEDOUT|EPIPE|ENOTFOUND|EAI_|ENOENT|EACCES$|08|57P0[123]|53300)|^(SELF_SIGNED|DEPTH_ZERO|UNABLE_TO|CERT_|ERR_TLS)/
const UNREACHABLE_MESSAGE =
  /Connection terminated|timeout exceeded when trying to connect|does not support SSL|Client has encountered a connection error/

/** Our error for one of the driver, found along its `cause` chain; undefined when the statement itself is at fault. */
export function explainMetadataError(error: unknown, url: string): StorageError | undefined {
  for (const step of causes(error)) {
    if (step instanceof StorageError) return step
    const code = 'code' in step && typeof step.code === 'string' ? step.code : ''
    if (code === '53100' || code === 'ENOSPC') return new StorageFullError('the metadata database', error)
    const remedy = REMEDIES[code]
    const unreachable = UNREACHABLE.test(code) || UNREACHABLE_MESSAGE.test(step.message)
    if (remedy === undefined && !unreachable) continue
    const reason = step.message === '' ? code : step.message
    return new StorageUnavailableError(
      `The Postgres database ${describeTarget(url)} (DATABASE_URL) cannot be used: ${reason}`,
      remedy ?? CHECK_SERVER,
      error,
    )
  }
  return undefined
}

function* causes(error: unknown): Generator<Error> {
  for (let step = error; step instanceof Error; step = step.cause) {
    yield step
    // A host with several addresses fails with one error for each.
    if (step instanceof AggregateError) for (const part of step.errors) if (part instanceof Error) yield part
  }
}
