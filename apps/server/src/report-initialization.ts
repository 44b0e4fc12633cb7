import type { InitializationReport } from '@kansoku/platform'
import type { Logger } from 'pino'
import type { ServerConfig } from './config.ts'

const shortestSafePassword = 12
const loopback = /^(localhost|127\.|::1$)/

/** Says what the start created and what it left as it is. Passwords and keys stay out of the log. */
export function reportInitialization(
  { logger, warn }: { logger: Logger; warn: (message: string) => void },
  { initialization, host }: ServerConfig,
  report: InitializationReport,
): void {
  if (report.created.length > 0) logger.info({ created: report.created }, 'initialized from LANGFUSE_INIT_*')
  for (const warning of report.warnings) warn(warning)
  if (isGuessable(host, initialization?.user?.password)) {
    warn(
      `The server listens on ${host} for other machines, and LANGFUSE_INIT_USER_PASSWORD is short. Choose one of at least ${shortestSafePassword} characters for a new user, or listen on this machine only (KANSOKU_HOST unset).`,
    )
  }
}

/** Unlike an account's, this password is the environment's at every start. */
export function warnOfShortLogin(
  { host, installationLogin }: ServerConfig,
  warn: (message: string) => void,
): void {
  if (!isGuessable(host, installationLogin?.password)) return
  warn(
    `The server listens on ${host} for other machines, and UI_PASSWORD is short. Set one of at least ${shortestSafePassword} characters, or listen on this machine only (KANSOKU_HOST unset).`,
  )
}

function isGuessable(host: string | undefined, password: string | undefined): boolean {
  return (
    password !== undefined &&
    password.length < shortestSafePassword &&
    host !== undefined &&
    !loopback.test(host)
  )
}
