import { randomUUID } from 'node:crypto'
import { KansokuError, type TableView } from '@kansoku/contracts'
import { tableViews } from '@kansoku/storage'
import { and, count, eq } from 'drizzle-orm'
import type { PlatformContext } from '../context.ts'
import { type ListOfMember, mayShareViews } from './table-view-row.ts'

/** Views of one list that somebody may have: more are not for people to choose from. */
const mostViews = 200

type Draft = Pick<TableView, 'name' | 'isShared' | 'search' | 'layout'>

/** Throws `not_found`, `access_denied` for a shared one without the right to share, and `invalid_request` beyond 200 of one's own. */
export async function createTableView(
  ctx: PlatformContext,
  { view, ...member }: ListOfMember & { readonly view: Draft },
): Promise<{ id: string }> {
  const mayShare = await mayShareViews(ctx, member)
  if (view.isShared && !mayShare) throw new KansokuError('access_denied')
  const { projectId, list, userId } = member
  const now = ctx.clock.now()
  const id = randomUUID()
  await ctx.metadata.db.transaction(async (tx) => {
    const [own] = await tx
      .select({ views: count() })
      .from(tableViews)
      .where(
        and(
          eq(tableViews.projectId, projectId),
          eq(tableViews.listName, list),
          eq(tableViews.ownerId, userId),
        ),
      )
    if ((own?.views ?? 0) >= mostViews) {
      throw new KansokuError('invalid_request', `A list has at most ${mostViews} views: delete one first`)
    }
    const { name, isShared, search, layout } = view
    await tx.insert(tableViews).values({
      ...{ id, projectId, listName: list, ownerId: userId, name, isShared, search, layout },
      ...{ createdAt: now, updatedAt: now },
    })
  })
  return { id }
}
