import { type HolderChanges, KansokuError } from '@kansoku/contracts'
import { mayChangeGateway } from '../access/may-change-gateway.ts'
import { requireProjectAccess } from '../access/require-project-access.ts'
import type { PlatformContext } from '../context.ts'
import { getDefaultProjectId } from '../gateway/default-project.ts'
import { createHolder } from './create-holder.ts'
import { deleteHolders } from './delete-holders.ts'
import type { GatewayHolderRow } from './holder-columns.ts'
import { listHolders } from './read-holders.ts'
import { updateHolder } from './update-holder.ts'

interface Member {
  readonly userId: string
  readonly projectId: string
}

interface OneCustomer extends Member {
  readonly customerId: string
}

const kind = 'end_user' as const
const mostListed = 1000

/**
 * End users of whom somebody has said something, newest first. Their ids are one name space for the whole gateway, and
 * their limits hold for calls of all projects: only the default project sees them, and who may change the gateway changes
 * them there. Throws `not_found` and `access_denied` as for the keys of the project.
 */
export async function listProjectCustomers(
  ctx: PlatformContext,
  member: Member,
): Promise<{
  readonly customers: readonly GatewayHolderRow[]
  readonly hasMore: boolean
  readonly mayChange: boolean
}> {
  await requireProjectAccess(ctx, { ...member, scope: 'apiKeys:read' })
  if (!(await isDefault(ctx, member))) return { customers: [], hasMore: false, mayChange: false }
  const [{ holders, totalItems }, mayChange] = await Promise.all([
    listHolders(ctx, { kind, limit: mostListed }),
    mayChangeGateway(ctx, member),
  ])
  return { customers: holders, hasMore: totalItems > mostListed, mayChange }
}

/** Throws `access_denied` for who may not, `invalid_request` when there is one of this id. */
export async function createProjectCustomer(
  ctx: PlatformContext,
  { customerId: id, changes, ...member }: OneCustomer & { readonly changes: HolderChanges },
): Promise<void> {
  await requireChange(ctx, member)
  await createHolder(ctx, { kind, id, changes, by: member.userId })
}

/** Also of one that is known from calls alone. */
export async function changeProjectCustomer(
  ctx: PlatformContext,
  { customerId: id, changes, ...member }: OneCustomer & { readonly changes: HolderChanges },
): Promise<void> {
  await requireChange(ctx, member)
  await updateHolder(ctx, { kind, id, changes, orCreate: true, by: member.userId })
}

/** Throws `not_found` for one of whom nothing was said. */
export async function deleteProjectCustomer(
  ctx: PlatformContext,
  { customerId: id, ...member }: OneCustomer,
): Promise<void> {
  await requireChange(ctx, member)
  await deleteHolders(ctx, { kind, ids: [id] })
}

async function requireChange(ctx: PlatformContext, member: Member): Promise<void> {
  await requireProjectAccess(ctx, member)
  if (!(await isDefault(ctx, member)) || !(await mayChangeGateway(ctx, member)))
    throw new KansokuError('access_denied')
}

async function isDefault(ctx: PlatformContext, { projectId }: Member): Promise<boolean> {
  return projectId === (await getDefaultProjectId(ctx))
}
