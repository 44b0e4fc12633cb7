import { type TableView, tableLayout } from '@kansoku/contracts'
import { tableViewDefaults, tableViews, users } from '@kansoku/storage'
import { and, eq } from 'drizzle-orm'
import type { PlatformContext } from '../context.ts'
import { areSeenBy, type ListOfMember, mayChange, mayShareViews } from './table-view-row.ts'

export interface ListedTableView {
  readonly id: string
  readonly name: string
  readonly isShared: boolean
  readonly mayChange: boolean
  /** Of somebody else: name or e-mail address. */
  readonly owner: string | null
  readonly search: TableView['search']
  readonly layout: TableView['layout']
}

/** Views that somebody sees, by name, and those that their list opens with. Throws `not_found`. */
export async function listTableViews(ctx: PlatformContext, member: ListOfMember) {
  const mayShare = await mayShareViews(ctx, member)
  const [rows, personal] = await Promise.all([readViews(ctx, member), readPersonalDefault(ctx, member)])
  const views = rows.map(
    ({ view, name, email }): ListedTableView => ({
      id: view.id,
      name: view.name,
      isShared: view.isShared,
      mayChange: mayChange(view, member.userId, mayShare),
      owner: view.ownerId === member.userId ? null : name || email,
      search: view.search as TableView['search'],
      layout: tableLayout.parse(view.layout),
    }),
  )
  const isSeen = views.some(({ id }) => id === personal)
  const project = rows.find(({ view }) => view.isShared && view.isProjectDefault)?.view.id ?? null
  return { views, defaults: { personal: isSeen ? personal : null, project }, mayShare }
}

function readViews(ctx: PlatformContext, member: ListOfMember) {
  return ctx.metadata.db
    .select({ view: tableViews, name: users.name, email: users.email })
    .from(tableViews)
    .leftJoin(users, eq(users.id, tableViews.ownerId))
    .where(areSeenBy(member))
    .orderBy(tableViews.name, tableViews.id)
}

async function readPersonalDefault(
  ctx: PlatformContext,
  { userId, projectId, list }: ListOfMember,
): Promise<string | null> {
  const [row] = await ctx.metadata.db
    .select({ viewId: tableViewDefaults.viewId })
    .from(tableViewDefaults)
    .where(
      and(
        eq(tableViewDefaults.userId, userId),
        eq(tableViewDefaults.projectId, projectId),
        eq(tableViewDefaults.listName, list),
      ),
    )
  return row?.viewId ?? null
}
