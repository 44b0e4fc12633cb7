import { type Role, roles } from '@kansoku/contracts'
import {
  type MetadataStore,
  organizationMemberships,
  organizations,
  projectMemberships,
  projects,
  users,
} from '@kansoku/storage'
import { openTestMetadata } from '@kansoku/storage/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { listProjectApiKeys } from '../api-keys/list-project-api-keys.ts'
import type { PlatformContext } from '../context.ts'
import { listUserOrganizations } from '../projects/list-user-organizations.ts'
import { requireProjectAccess } from './require-project-access.ts'

let metadata: MetadataStore
let ctx: PlatformContext
beforeAll(async () => {
  metadata = await openTestMetadata()
  ctx = { metadata, clock: { now: () => new Date() }, salt: 'salt' }
  const { db } = metadata
  await db.insert(organizations).values([
    { id: 'acme', name: 'Acme' },
    { id: 'zeta', name: 'Zeta' },
  ])
  await db.insert(projects).values([
    { id: 'chat', name: 'Chat', organizationId: 'acme' },
    { id: 'api', name: 'API', organizationId: 'acme' },
    { id: 'other', name: 'Other', organizationId: 'zeta' },
  ])
})
afterAll(() => metadata?.close())

/** A user with a role in the organisation acme and, perhaps, one of their own in its project chat. */
async function createUser(organization: Role | null, project: Role | null): Promise<string> {
  const { db } = metadata
  const id = `user-${organization}-${project}`
  await db
    .insert(users)
    .values({ id, email: `${id}@example.com`, name: id })
    .onConflictDoNothing()
  if (organization) {
    await db
      .insert(organizationMemberships)
      .values({ organizationId: 'acme', userId: id, role: organization })
      .onConflictDoNothing()
  }
  if (project) {
    await db
      .insert(projectMemberships)
      .values({ projectId: 'chat', userId: id, role: project })
      .onConflictDoNothing()
  }
  return id
}

const roleIn = async (userId: string, projectId: string) =>
  requireProjectAccess(ctx, { userId, projectId }).then(
    ({ role }) => role,
    (error: { code: string }) => error.code,
  )

describe('the role in a project', () => {
  test('is that of the project where there is one, else that of the organisation', async () => {
    for (const organization of [...roles, null]) {
      for (const project of [...roles, null]) {
        const userId = await createUser(organization, project)
        const role = project ?? organization ?? 'NONE'
        expect(await roleIn(userId, 'chat')).toBe(role === 'NONE' ? 'not_found' : role)
      }
    }
  })

  test('reaches no other organisation, and nobody learns which projects exist', async () => {
    const owner = await createUser('OWNER', null)
    const reasons = await Promise.all(
      ['other', 'no-such-project'].map((projectId) =>
        requireProjectAccess(ctx, { userId: owner, projectId }).catch((error: Error) => error.message),
      ),
    )
    expect(reasons).toEqual(['Project other not found', 'Project no-such-project not found'])
  })

  test('of a viewer lets read traces but no keys', async () => {
    const userId = await createUser('VIEWER', null)
    await requireProjectAccess(ctx, { userId, projectId: 'chat', scope: 'traces:read' })
    await expect(listProjectApiKeys(ctx, { userId, projectId: 'chat' })).rejects.toMatchObject({
      code: 'access_denied',
    })
  })
})

describe('the organisations of a user', () => {
  test('come with the projects they may open, by name', async () => {
    const member = await createUser('MEMBER', null)
    expect(await listUserOrganizations(ctx, { userId: member })).toEqual([
      {
        id: 'acme',
        name: 'Acme',
        role: 'MEMBER',
        projects: [
          { id: 'api', name: 'API' },
          { id: 'chat', name: 'Chat' },
        ],
      },
    ])
  })

  test('hold only the one project that a guest was given', async () => {
    const guest = await createUser(null, 'VIEWER')
    expect(await listUserOrganizations(ctx, { userId: guest })).toEqual([
      { id: 'acme', name: 'Acme', role: 'NONE', projects: [{ id: 'chat', name: 'Chat' }] },
    ])
  })

  test('leave out a project that a member is kept from', async () => {
    const userId = await createUser('MEMBER', 'NONE')
    const [organization] = await listUserOrganizations(ctx, { userId })
    expect(organization?.projects).toEqual([{ id: 'api', name: 'API' }])
  })

  test('are none for a stranger', async () => {
    expect(await listUserOrganizations(ctx, { userId: await createUser(null, null) })).toEqual([])
  })
})
