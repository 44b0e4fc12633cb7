import { KansokuError, type TableView } from '@kansoku/contracts'
import { tableViewDefaults, tableViews } from '@kansoku/storage'
import { and, eq, ne } from 'drizzle-orm'
import type { PlatformContext, Transaction } from '../context.ts'
import { lockView, mayShareViews, type OneView } from './table-view-row.ts'

type Changes = { readonly [K in 'name' | 'isShared' | 'search' | 'layout']?: TableView[K] | undefined }

/**
 * Throws `not_found` and `access_denied`. A view is taken back by who made it, or by anybody if that account is gone: nobody else's list
 * opens with it any more.
 */
export async function changeTableView(
  ctx: PlatformContext,
  { changes, ...asked }: OneView & { readonly changes: Changes },
): Promise<void> {
  const mayShare = await mayShareViews(ctx, asked)
  if (changes.isShared && !mayShare) throw new KansokuError('access_denied')
  await ctx.metadata.db.transaction(async (tx) => {
    const before = await lockView(tx, asked, mayShare)
    const isTakenBack = before.isShared && changes.isShared === false
    // It would be gone for who made it.
    if (isTakenBack && (before.ownerId ?? asked.userId) !== asked.userId)
      throw new KansokuError('access_denied')
    await tx
      .update(tableViews)
      .set({
        name: changes.name ?? before.name,
        isShared: changes.isShared ?? before.isShared,
        search: changes.search ?? before.search,
        layout: changes.layout ?? before.layout,
        ...(isTakenBack && { ownerId: asked.userId, isProjectDefault: false }),
        updatedAt: ctx.clock.now(),
      })
      .where(eq(tableViews.id, before.id))
    if (isTakenBack) await forgetDefaultsOfOthers(tx, asked)
  })
}

async function forgetDefaultsOfOthers(tx: Transaction, { viewId, userId }: OneView): Promise<void> {
  await tx
    .delete(tableViewDefaults)
    .where(and(eq(tableViewDefaults.viewId, viewId), ne(tableViewDefaults.userId, userId)))
}
