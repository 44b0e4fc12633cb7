import { createHash } from 'node:crypto'
import { KansokuError } from '@kansoku/contracts'
import type { PlatformContext } from '../context.ts'
import { redeemInvitation } from '../members/invitations.ts'
import { changePassword, type PasswordChange } from './change-password.ts'
import { findInstallationOwner, type InstallationLogin, matchesLogin } from './installation-login.ts'
import type { SessionLibrary } from './session-library.ts'
import { createSignInLimit } from './sign-in-limit.ts'
import type { SignedInUser } from './signed-in-user.ts'

/** The browser behind a request, as far as sessions care. */
export interface Browser {
  readonly cookie: string | undefined
  readonly userAgent: string | undefined
  readonly ip: string
  /** Reached over https: cookies are then marked `Secure`. */
  readonly secure: boolean
}

/** A user and the `Set-Cookie` values that the answer must carry. */
export interface SessionAnswer {
  readonly user: SignedInUser
  readonly setCookies: readonly string[]
}

/** A session that was open before. */
export interface OpenSession extends SessionAnswer {
  readonly sessionId: string
}

export interface AccountsOptions {
  /** Any text; the key that signs cookies is derived from it. */
  readonly secret: string
  /** How long a session lives without use, in seconds. */
  readonly sessionSeconds: number
  /** Absent: the owner signs in as everybody does. */
  readonly installationLogin?: InstallationLogin | undefined
}

/** Sessions and passwords. */
export interface Accounts {
  /**
   * `email`: or the user name of the installation's login. Throws `wrong_email_or_password` or, after too many failures,
   * `too_many_requests`.
   */
  signIn(credentials: { email: string; password: string }, browser: Browser): Promise<SessionAnswer>
  /** Ends the session of the browser, if it has one. */
  signOut(browser: Browser): Promise<{ setCookies: readonly string[] }>
  /** Who is signed in; `refresh` also prolongs the session. */
  sessionOf(browser: Browser, options?: { refresh?: boolean }): Promise<OpenSession | undefined>
  /** Sets name and password of who was invited, and signs in. Throws `not_found` for an invitation that does not hold. */
  acceptInvitation(
    acceptance: { token: string; name: string; password: string },
    browser: Browser,
  ): Promise<SessionAnswer>
  /** Ends all other sessions. Throws `wrong_password` or, after too many failures, `too_many_requests`. */
  changePassword(change: PasswordChange, ip: string): Promise<void>
}

export function createAccounts(ctx: PlatformContext, options: AccountsOptions): Accounts {
  const secret = createHash('sha256').update(`kansoku sessions ${options.secret}`).digest('hex')
  // Loaded with the first browser: to load the library is a quarter of the server's start.
  const create = async (secure: boolean) => {
    const { createSessionLibrary } = await import('./session-library.ts')
    return createSessionLibrary(ctx, { secret, secure, sessionSeconds: options.sessionSeconds })
  }
  // Whether cookies are `Secure` is fixed when the library is set up, and the same server may be reached both ways.
  const libraries = new Map<boolean, Promise<SessionLibrary>>()
  const libraryFor = ({ secure }: Browser): Promise<SessionLibrary> => {
    const library = libraries.get(secure) ?? create(secure)
    libraries.set(secure, library)
    library.catch(() => libraries.delete(secure))
    return library
  }
  const limit = createSignInLimit()
  const login = options.installationLogin

  async function open(
    { api }: SessionLibrary,
    { email, password }: { email: string; password: string },
    headers: Headers,
  ) {
    if (!login || !matchesLogin(login, { userName: email, password })) {
      return api.signInEmail({ body: { email, password }, headers, returnHeaders: true })
    }
    const userId = await findInstallationOwner(ctx)
    if (userId === undefined) throw nobodyOwns()
    return api.signInUser({ body: { userId }, headers, returnHeaders: true })
  }

  return {
    async signIn({ email, password }, browser) {
      const attempt = await limit.begin(browser.ip, email.toLowerCase())
      try {
        const { response, headers } = await open(
          await libraryFor(browser),
          { email, password },
          headersOf(browser),
        )
        await attempt.giveBack()
        return { user: present(response.user), setCookies: headers.getSetCookie() }
      } catch (error) {
        if (isRejection(error)) throw new KansokuError('wrong_email_or_password')
        await attempt.giveBack()
        throw causeOf(error)
      }
    },

    async signOut(browser) {
      const { api } = await libraryFor(browser)
      const { headers } = await api.signOut({
        headers: headersOf(browser),
        returnHeaders: true,
      })
      return { setCookies: headers.getSetCookie() }
    },

    async sessionOf(browser, { refresh = false } = {}) {
      if (!browser.cookie) return undefined
      const library = await libraryFor(browser)
      const session = await readSession(library, headersOf(browser), refresh).catch((error: unknown) => {
        throw causeOf(error)
      })
      return session && { ...session, user: present(session.user) }
    },

    async acceptInvitation(acceptance, browser) {
      const { userId } = await redeemInvitation(ctx, acceptance)
      const { api } = await libraryFor(browser)
      const { response, headers } = await api.signInUser({
        body: { userId },
        headers: headersOf(browser),
        returnHeaders: true,
      })
      return { user: present(response.user), setCookies: headers.getSetCookie() }
    },

    async changePassword(change, ip) {
      const attempt = await limit.begin(ip, change.userId)
      try {
        await changePassword(ctx, change)
      } catch (error) {
        if (!(error instanceof KansokuError)) await attempt.giveBack()
        throw error
      }
      await attempt.giveBack()
    },
  }
}

async function readSession(
  { api }: SessionLibrary,
  headers: Headers,
  refresh: boolean,
): Promise<OpenSession | undefined> {
  const { response, headers: answer } = await api.getSession({
    headers,
    query: refresh ? {} : { disableRefresh: true },
    returnHeaders: true,
  })
  if (!response) return undefined
  return { user: response.user, sessionId: response.session.id, setCookies: answer.getSetCookie() }
}

function nobodyOwns(): KansokuError {
  return new KansokuError('access_denied', 'Nobody owns this installation yet', {
    remedy: 'Set LANGFUSE_INIT_ORG_ID, LANGFUSE_INIT_USER_EMAIL and LANGFUSE_INIT_USER_PASSWORD.',
  })
}

function present({ id, email, name }: SignedInUser): SignedInUser {
  return { id, email, name }
}

function headersOf({ cookie, userAgent, ip }: Browser): Headers {
  const headers = new Headers({ 'x-kansoku-client-ip': ip })
  if (cookie !== undefined) headers.set('cookie', cookie)
  if (userAgent !== undefined) headers.set('user-agent', userAgent)
  return headers
}

/** The library refuses: unknown address, wrong password, something that is no address. */
function isRejection(error: unknown): boolean {
  const status = error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : 500
  return status >= 400 && status < 500
}

/** The library wraps failures of the store into errors of its own. */
function causeOf(error: unknown): unknown {
  return error instanceof Error && error.cause !== undefined ? error.cause : error
}
