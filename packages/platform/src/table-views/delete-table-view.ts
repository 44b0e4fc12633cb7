import { tableViews } from '@kansoku/storage'
import { eq } from 'drizzle-orm'
import type { PlatformContext } from '../context.ts'
import { lockView, mayShareViews, type OneView } from './table-view-row.ts'

/** Throws `not_found` and `access_denied`. Lists that opened with it open as they come. */
export async function deleteTableView(ctx: PlatformContext, asked: OneView): Promise<void> {
  const mayShare = await mayShareViews(ctx, asked)
  await ctx.metadata.db.transaction(async (tx) => {
    const { id } = await lockView(tx, asked, mayShare)
    await tx.delete(tableViews).where(eq(tableViews.id, id))
  })
}
