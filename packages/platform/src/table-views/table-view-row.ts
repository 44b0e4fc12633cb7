import { KansokuError, type ViewedList } from '@kansoku/contracts'
import { tableViews } from '@kansoku/storage'
import { and, eq, or } from 'drizzle-orm'
import { hasProjectScope } from '../access/project-scopes.ts'
import { requireProjectAccess } from '../access/require-project-access.ts'
import type { PlatformContext, Transaction } from '../context.ts'

/** Whose views of which list. */
export interface ListOfMember {
  readonly userId: string
  readonly projectId: string
  readonly list: ViewedList
}
export interface OneView extends ListOfMember {
  readonly viewId: string
}

/** Views of a list that somebody sees: their own and shared ones. */
export function areSeenBy({ userId, projectId, list }: ListOfMember) {
  return and(
    eq(tableViews.projectId, projectId),
    eq(tableViews.listName, list),
    or(tableViews.isShared, eq(tableViews.ownerId, userId)),
  )
}

/** Throws `not_found` unless the user may see the project, and what `mayShare` is false of is `access_denied` elsewhere. */
export async function mayShareViews(ctx: PlatformContext, member: ListOfMember): Promise<boolean> {
  const { role } = await requireProjectAccess(ctx, member)
  return hasProjectScope(role, 'tableViews:share')
}

type Row = typeof tableViews.$inferSelect

/** Their own views, and shared ones with the right to share. */
export function mayChange({ ownerId, isShared }: Row, userId: string, mayShare: boolean): boolean {
  return isShared ? mayShare : ownerId === userId
}

/** The view until the end of the transaction. Throws `not_found` when the user sees none of that id. */
export async function lockSeenView(tx: Transaction, { viewId, ...member }: OneView): Promise<Row> {
  const [row] = await tx
    .select()
    .from(tableViews)
    .where(and(areSeenBy(member), eq(tableViews.id, viewId)))
    .for('update')
  if (!row) throw new KansokuError('not_found', `View ${viewId} not found`)
  return row
}

/** The same. Throws `access_denied` when the user may not change it. */
export async function lockView(tx: Transaction, asked: OneView, mayShare: boolean): Promise<Row> {
  const row = await lockSeenView(tx, asked)
  if (!mayChange(row, asked.userId, mayShare)) throw new KansokuError('access_denied')
  return row
}
