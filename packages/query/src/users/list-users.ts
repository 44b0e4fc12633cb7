import type { AnalyticsStore } from '@kansoku/storage'
import type { z } from 'zod'
import type { dashboardScope } from '../dashboard/scope.ts'
import { askGroupFigures, type GroupFigures } from '../trace-groups/figures.ts'
import { findPageOfNames, type groupPage } from '../trace-groups/page-of-names.ts'

type Scope = z.input<typeof dashboardScope>
type Page = Omit<z.input<typeof groupPage>, 'by' | 'from' | 'to'> & Scope

/**
 * One page of the users that have a selected trace, in order, and how many there are. They are sorted by their selected
 * traces; what a row shows is about all traces of the user in the range.
 */
export async function listUsers(
  store: AnalyticsStore,
  page: Page,
): Promise<{ users: GroupFigures[]; totalItems: number }> {
  const { names, totalItems } = await findPageOfNames(store, { ...page, by: 'user' })
  return { users: await describeUsers(store, { ...scopeOf(page), userIds: names }), totalItems }
}

/** What the traces of each user add up to in the range, in the order of the names; users without any are left out. */
export async function describeUsers(
  store: AnalyticsStore,
  { userIds, ...scope }: Scope & { readonly userIds: readonly string[] },
): Promise<GroupFigures[]> {
  if (userIds.length === 0) return []
  const figures = await askGroupFigures(store, { ...scope, by: 'user', names: [...userIds] })
  const byName = new Map(figures.map((row) => [row.name, row]))
  return userIds.flatMap((id) => byName.get(id) ?? [])
}

function scopeOf({ projectId, from, to, environment }: Page): Scope {
  return { projectId, from, to, environment }
}
