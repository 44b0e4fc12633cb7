import { KansokuError } from '@kansoku/contracts'
import { tableViewDefaults, tableViews } from '@kansoku/storage'
import { and, eq } from 'drizzle-orm'
import type { PlatformContext, Transaction } from '../context.ts'
import { lockSeenView, mayShareViews, type OneView } from './table-view-row.ts'

interface Choice extends OneView {
  readonly holder: 'me' | 'project'
  readonly isDefault: boolean
}

/**
 * Makes the list open with a view, or no longer. Throws `not_found`, `access_denied` for the project's default without the
 * right to share, and `invalid_request` for a view that the project does not see.
 */
export async function setDefaultTableView(ctx: PlatformContext, choice: Choice): Promise<void> {
  const mayShare = await mayShareViews(ctx, choice)
  if (choice.holder === 'project' && !mayShare) throw new KansokuError('access_denied')
  await ctx.metadata.db.transaction(async (tx) => {
    const { isShared } = await lockSeenView(tx, choice)
    if (choice.holder === 'me') return setForMember(tx, choice)
    if (!isShared)
      throw new KansokuError('invalid_request', 'Share the view before the project opens with it')
    return setForProject(tx, choice)
  })
}

async function setForMember(tx: Transaction, choice: Choice): Promise<void> {
  const { userId, projectId, list, viewId, isDefault } = choice
  const { userId: user, projectId: project, listName, viewId: view } = tableViewDefaults
  if (!isDefault) {
    const ofList = [eq(user, userId), eq(project, projectId), eq(listName, list), eq(view, viewId)]
    await tx.delete(tableViewDefaults).where(and(...ofList))
    return
  }
  await tx
    .insert(tableViewDefaults)
    .values({ userId, projectId, listName: list, viewId })
    .onConflictDoUpdate({ target: [user, project, listName], set: { viewId } })
}

async function setForProject(tx: Transaction, { projectId, list, viewId, isDefault }: Choice): Promise<void> {
  if (isDefault) {
    await tx
      .update(tableViews)
      .set({ isProjectDefault: false })
      .where(and(eq(tableViews.projectId, projectId), eq(tableViews.listName, list)))
  }
  await tx.update(tableViews).set({ isProjectDefault: isDefault }).where(eq(tableViews.id, viewId))
}
