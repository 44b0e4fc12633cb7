import { initialize } from '@kansoku/platform'
import { organizationMemberships, projectMemberships } from '@kansoku/storage'
import { cookiesOf, initEnvironment, startTestServer, type TestServer } from '../start-test-server.ts'
import { createThings, type Tenant, type Things } from './things.ts'

/** Two projects of two organisations on one server, each with one thing of each kind, and people around the first. */
export interface World extends AsyncDisposable {
  readonly server: TestServer
  readonly first: Things
  readonly other: Things
  /** Cookies of browsers; `ended` has signed out since. */
  readonly cookies: Readonly<Record<Person, string>>
}

export type Person = 'owner' | 'member' | 'viewer' | 'otherOwner' | 'none' | 'keptOut' | 'stranger' | 'ended'

const first: Tenant = {
  marker: 'mine',
  projectId: initEnvironment.LANGFUSE_INIT_PROJECT_ID,
  organizationId: initEnvironment.LANGFUSE_INIT_ORG_ID,
  publicKey: initEnvironment.LANGFUSE_INIT_PROJECT_PUBLIC_KEY,
  secretKey: initEnvironment.LANGFUSE_INIT_PROJECT_SECRET_KEY,
  owner: {
    email: initEnvironment.LANGFUSE_INIT_USER_EMAIL,
    password: initEnvironment.LANGFUSE_INIT_USER_PASSWORD,
  },
}

const other: Tenant = {
  marker: 'theirs',
  projectId: 'other-project',
  organizationId: 'other-organization',
  publicKey: 'pk-lf-other-project',
  secretKey: 'sk-lf-other-project',
  owner: { email: 'other@example.com', password: 'password456' },
}

export async function createWorld(): Promise<World> {
  await using parts = new AsyncDisposableStack()
  const server = parts.use(await startTestServer({ LANGFUSE_INIT_PROJECT_NAME: `${first.marker} project` }))
  await initialize(server.server.context, {
    organization: { id: other.organizationId, name: other.marker },
    project: { id: other.projectId, name: `${other.marker} project`, retentionDays: null, keys: other },
    user: { ...other.owner, name: other.marker },
  })
  const things = { first: await createThings(server, first), other: await createThings(server, other) }
  const cookies = await signInEverybody(server)
  const opened = parts.move()
  return { server, ...things, cookies, [Symbol.asyncDispose]: () => opened.disposeAsync() }
}

async function signInEverybody(server: TestServer): Promise<World['cookies']> {
  const person = async (name: string, join: (userId: string) => Promise<unknown>) => {
    const account = { email: `${name}@example.com`, password: 'password789' }
    const organization = { id: `organization-of-${name}`, name }
    await initialize(server.server.context, { organization, user: { ...account, name } })
    const cookie = await signIn(server, account)
    const { rows } = await server.server.context.metadata.pool.query(
      'SELECT id FROM kansoku.users WHERE email = $1',
      [account.email],
    )
    await join(rows[0].id as string)
    return cookie
  }
  const { db } = server.server.context.metadata
  const { organizationId, projectId } = first
  const inOrganization = (role: 'MEMBER' | 'VIEWER' | 'NONE') => (userId: string) =>
    db.insert(organizationMemberships).values({ organizationId, userId, role })
  const keptOut = async (userId: string) => {
    await inOrganization('MEMBER')(userId)
    await db.insert(projectMemberships).values({ projectId, userId, role: 'NONE' })
  }
  const ended = await signIn(server, first.owner)
  await server.fetch('/api/auth/sign-out', { method: 'POST', headers: { cookie: ended }, body: {} })
  return {
    owner: await signIn(server, first.owner),
    otherOwner: await signIn(server, other.owner),
    member: await person('member', inOrganization('MEMBER')),
    viewer: await person('viewer', inOrganization('VIEWER')),
    none: await person('none', inOrganization('NONE')),
    keptOut: await person('kept-out', keptOut),
    stranger: await person('stranger', async () => undefined),
    ended,
  }
}

async function signIn(server: TestServer, account: Tenant['owner']): Promise<string> {
  const answer = await server.fetch('/api/auth/sign-in/email', { method: 'POST', body: account })
  if (answer.status !== 200) throw new Error(`sign-in answered ${answer.status}: ${await answer.text()}`)
  return cookiesOf(answer)
}
