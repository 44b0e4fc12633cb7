import type { Role } from '@kansoku/contracts'
import {
  type MetadataStore,
  organizationMemberships,
  organizations,
  projectMemberships,
  users,
} from '@kansoku/storage'
import { openTestMetadata } from '@kansoku/storage/testing'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { findProjectAccess } from '../access/require-project-access.ts'
import { createAccounts } from '../accounts/accounts.ts'
import type { PlatformContext } from '../context.ts'
import { initialize } from '../initialize/initialize.ts'
import { createProject } from '../organizations/administer-projects.ts'
import { deleteProject } from '../organizations/delete-project.ts'
import { listUserOrganizations } from '../projects/list-user-organizations.ts'
import {
  addProjectMember,
  changeProjectMember,
  inviteMemberAgain,
  removeProjectMember,
} from './change-members.ts'
import { readInvitation, redeemInvitation } from './invitations.ts'
import { listProjectMembers } from './list-project-members.ts'

const browser = { cookie: undefined, userAgent: 'test', ip: '203.0.113.7', secure: false }
const password = 'a good password'

let metadata: MetadataStore
let ctx: PlatformContext
let now: Date
let accounts: ReturnType<typeof createAccounts>
let count = 0
let projectId: string
let owner: string
beforeAll(async () => {
  metadata = await openTestMetadata()
})
afterAll(() => metadata?.close())
beforeEach(async () => {
  now = new Date()
  ctx = { metadata, clock: { now: () => now }, salt: 'salt' }
  accounts = createAccounts(ctx, { secret: 'secret', sessionSeconds: 3600 })
  ;({ projectId, owner } = await createOrganization())
})

async function createOrganization() {
  count += 1
  const organization = { id: `acme-${count}`, name: 'Acme' }
  const project = { id: `chat-${count}`, name: 'Chat', retentionDays: null }
  const user = { email: `owner-${count}@example.com`, name: 'Owner', password }
  await initialize(ctx, { organization, project, user })
  return { projectId: project.id, organizationId: organization.id, owner: await idOf(user.email) }
}

async function idOf(email: string): Promise<string> {
  const [user] = await metadata.db.select().from(users).where(eq(users.email, email))
  return user?.id ?? 'nobody'
}

/** Until so many transactions wait for a row that another one holds. */
async function untilWaiting(transactions: number): Promise<void> {
  for (;;) {
    const { rows } = await metadata.pool.query(
      `SELECT count(*)::int AS number FROM pg_stat_activity
        WHERE wait_event_type = 'Lock' AND datname = current_database() AND query ~ 'organizations'`,
    )
    if (rows[0].number >= transactions) return
  }
}

/** Somebody new with a role. */
async function join(role: Role): Promise<string> {
  const email = `joined-${count++}@example.com`
  await add(email, role)
  return idOf(email)
}

const add = (email: string, organizationRole: Role, actor = owner, projectRole: Role | null = null) =>
  addProjectMember(ctx, { userId: actor, projectId, email, organizationRole, projectRole })
const change = (
  actor: string,
  memberId: string,
  roles: { organizationRole?: Role; projectRole?: Role | null },
) => changeProjectMember(ctx, { userId: actor, projectId, memberId, ...roles })
const remove = (actor: string, memberId: string) =>
  removeProjectMember(ctx, { userId: actor, projectId, memberId })
const codeOf = (acting: Promise<unknown>) =>
  acting.then(
    () => 'done',
    (error: { code: string }) => error.code,
  )

describe('an invitation', () => {
  test('lets somebody without an account choose a password, once', async () => {
    const email = `new-${count}@example.com`
    const { invitation } = await add(email, 'MEMBER')
    const token = invitation?.token ?? ''
    expect(await readInvitation(ctx, { token })).toEqual({ email })
    const { members } = await listProjectMembers(ctx, { userId: owner, projectId })
    expect(members.find((one) => one.email === email)).toMatchObject({
      organizationRole: 'MEMBER',
      projectRole: null,
      isInvited: true,
    })
    expect(await codeOf(accounts.signIn({ email, password: '' }, browser))).toBe('wrong_email_or_password')

    const accept = () => accounts.acceptInvitation({ token, name: 'New', password }, browser)
    const results = await Promise.allSettled([accept(), accept()])
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    const { user } = await accounts.signIn({ email, password }, browser)
    expect(user.name).toBe('New')
    expect(await listUserOrganizations(ctx, { userId: user.id })).toMatchObject([
      { role: 'MEMBER', projects: [{ id: projectId }] },
    ])
    expect(await codeOf(readInvitation(ctx, { token }))).toBe('not_found')
    const again = { userId: owner, projectId, memberId: user.id }
    expect(await codeOf(inviteMemberAgain(ctx, again))).toBe('conflict')
  })

  test('expires, is replaced by another one, and is void for who was removed', async () => {
    const email = `late-${count}@example.com`
    const first = (await add(email, 'VIEWER')).invitation?.token ?? ''
    const memberId = await idOf(email)
    const inviteAgain = async () =>
      (await inviteMemberAgain(ctx, { userId: owner, projectId, memberId })).token
    const second = await inviteAgain()
    expect(await codeOf(readInvitation(ctx, { token: first }))).toBe('not_found')
    expect(await codeOf(readInvitation(ctx, { token: second }))).toBe('done')
    now = new Date(now.getTime() + 8 * 86_400_000)
    expect(await codeOf(readInvitation(ctx, { token: second }))).toBe('not_found')
    const third = await inviteAgain()
    await remove(owner, memberId)
    const acceptance = { token: third, name: 'Late', password }
    expect(await codeOf(accounts.acceptInvitation(acceptance, browser))).toBe('not_found')
    expect(await idOf(email)).toBe('nobody')
  })

  test('of one organisation is not given by another, nor is the account taken in before it was accepted', async () => {
    const email = `both-${count}@example.com`
    const { invitation } = await add(email, 'MEMBER')
    const other = await createOrganization()
    const place = { userId: other.owner, projectId: other.projectId }
    const taking = { ...place, email, organizationRole: 'OWNER', projectRole: null } as const
    expect(await codeOf(addProjectMember(ctx, taking))).toBe('conflict')
    const memberId = await idOf(email)
    await redeemInvitation(ctx, { token: invitation?.token ?? '', name: 'Both', password: 'password-1' })
    expect((await addProjectMember(ctx, taking)).invitation).toBeNull()
    expect(await codeOf(inviteMemberAgain(ctx, { ...place, memberId }))).toBe('conflict')
    // What the other organisation takes back leaves the account to the first one.
    await removeProjectMember(ctx, { ...place, memberId })
    expect(await idOf(email)).toBe(memberId)
  })
})

describe('roles', () => {
  test('are given by owners and, up to their own, by administrators', async () => {
    const admin = await join('ADMIN')
    const member = await join('MEMBER')
    const fresh = () => `fresh-${count++}@example.com`
    expect(await codeOf(add(fresh(), 'MEMBER', admin))).toBe('done')
    expect(await codeOf(add(fresh(), 'OWNER', admin))).toBe('access_denied')
    expect(await codeOf(add(fresh(), 'NONE', admin, 'OWNER'))).toBe('access_denied')
    expect(await codeOf(add(fresh(), 'VIEWER', member))).toBe('access_denied')
    expect(await codeOf(change(admin, member, { organizationRole: 'ADMIN' }))).toBe('done')
    expect(await codeOf(change(admin, admin, { organizationRole: 'OWNER' }))).toBe('access_denied')
    expect(await codeOf(change(admin, admin, { projectRole: 'OWNER' }))).toBe('access_denied')
    expect(await codeOf(change(admin, owner, { organizationRole: 'VIEWER' }))).toBe('access_denied')
    expect(await codeOf(change(admin, owner, { projectRole: 'NONE' }))).toBe('access_denied')
    expect(await codeOf(remove(admin, owner))).toBe('access_denied')
    expect(await codeOf(change(owner, member, { organizationRole: 'OWNER' }))).toBe('done')
  })

  test('of a project are given by who runs the project, those of the organisation are not', async () => {
    const runner = await join('VIEWER')
    const viewer = await join('VIEWER')
    await change(owner, runner, { projectRole: 'ADMIN' })
    expect(await codeOf(change(runner, viewer, { projectRole: 'MEMBER' }))).toBe('done')
    expect(await codeOf(change(runner, viewer, { organizationRole: 'MEMBER' }))).toBe('access_denied')
    expect(await codeOf(remove(runner, viewer))).toBe('access_denied')
    expect(await codeOf(change(runner, viewer, { projectRole: null }))).toBe('done')
    expect(await listProjectMembers(ctx, { userId: runner, projectId })).toMatchObject({
      mayGrant: [],
      mayGrantInProject: ['ADMIN', 'MEMBER', 'VIEWER', 'NONE'],
    })
  })

  test('leave an owner, also when two owners remove each other at once', async () => {
    expect(await codeOf(change(owner, owner, { organizationRole: 'ADMIN' }))).toBe('last_owner')
    expect(await codeOf(remove(owner, owner))).toBe('last_owner')
    const second = await join('OWNER')
    const results = await Promise.all([codeOf(remove(owner, second)), codeOf(remove(second, owner))])
    expect(results.filter((result) => result === 'done')).toHaveLength(1)
    // The other one has no part in the project any more.
    expect(results).toContain('not_found')
  })

  test('count as they are when the change is made, not when it was asked for', async () => {
    const second = await join('OWNER')
    const outcomes: Promise<string>[] = []
    await metadata.db.transaction(async (tx) => {
      const { organizationId } = await findProjectAccess(tx, { userId: owner, projectId })
      await tx.select().from(organizations).where(eq(organizations.id, organizationId)).for('update')
      outcomes.push(
        codeOf(remove(second, owner)),
        codeOf(createProject(ctx, { userId: second, projectId, name: 'New' })),
        codeOf(deleteProject(ctx, { userId: second, projectId, name: 'Chat' })),
        codeOf(
          addProjectMember(ctx, {
            ...{ userId: second, projectId, email: 'late@example.com' },
            ...{ organizationRole: 'MEMBER', projectRole: null },
          }),
        ),
      )
      await untilWaiting(outcomes.length)
      await tx
        .update(organizationMemberships)
        .set({ role: 'VIEWER' })
        .where(eq(organizationMemberships.userId, second))
    })
    expect(await Promise.all(outcomes)).toEqual(outcomes.map(() => 'access_denied'))
  })

  test('of who was removed are gone in all projects of the organisation, and nowhere else', async () => {
    const member = await join('MEMBER')
    await change(owner, member, { projectRole: 'ADMIN' })
    const other = await createOrganization()
    const elsewhere = { organizationId: other.organizationId, userId: member, role: 'VIEWER' as const }
    await metadata.db.insert(organizationMemberships).values(elsewhere)
    await remove(owner, member)
    const left = await metadata.db
      .select()
      .from(projectMemberships)
      .where(eq(projectMemberships.userId, member))
    expect(left).toEqual([])
    expect(await listUserOrganizations(ctx, { userId: member })).toMatchObject([
      { id: other.organizationId, role: 'VIEWER' },
    ])
  })

  test('are nobody’s business in another organisation', async () => {
    const member = await join('MEMBER')
    const other = await createOrganization()
    const act = { userId: other.owner, projectId: other.projectId, memberId: member }
    expect(await codeOf(changeProjectMember(ctx, { ...act, projectRole: 'OWNER' }))).toBe('not_found')
    expect(await codeOf(removeProjectMember(ctx, act))).toBe('not_found')
    expect(await codeOf(listProjectMembers(ctx, { userId: other.owner, projectId }))).toBe('not_found')
  })
})
