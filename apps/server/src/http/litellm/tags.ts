import {
  createTag,
  deleteTag,
  getTagInfo,
  type HolderChanges,
  listTags,
  type TagChanges,
  updateTag,
} from '@kansoku/contracts'
import { createHolder, deleteHolders, listHolders, updateHolder } from '@kansoku/platform'
import type { Door } from '../../context.ts'
import { managementRoute } from './management-route.ts'
import { presentTags } from './present-holders.ts'
import { presentOne } from './present-one.ts'

const mostListed = 1000
const kind = 'tag' as const

/** Tags with limits; calls may carry any others as well. */
export const tagRoutes: Door = (context) => async (app) => {
  app.route(
    managementRoute(context, createTag, async ({ body: { name: id, ...wish }, caller }) => {
      const row = await createHolder(context, { kind, id, changes: changesOf(wish), by: caller.id })
      return { message: `Tag ${id} created successfully`, tag: await presentOne(presentTags, context, row) }
    }),
  )

  app.route(
    managementRoute(context, updateTag, async ({ body: { name: id, ...wish }, caller }) => {
      const row = await updateHolder(context, { kind, id, changes: changesOf(wish), by: caller.id })
      return { message: `Tag ${id} updated successfully`, tag: await presentOne(presentTags, context, row) }
    }),
  )

  app.route(
    managementRoute(context, deleteTag, async ({ body: { name: id } }) => {
      await deleteHolders(context, { kind, ids: [id] })
      return { message: `Tag ${id} deleted successfully` }
    }),
  )

  app.route(
    managementRoute(context, getTagInfo, async ({ body: { names } }) => {
      const { holders } = await listHolders(context, { kind, ids: names, limit: mostListed })
      return Object.fromEntries((await presentTags(context, holders)).map((tag) => [tag.name, tag]))
    }),
  )

  app.route(
    managementRoute(context, listTags, async () => {
      const { holders } = await listHolders(context, { kind, limit: mostListed })
      return presentTags(context, holders)
    }),
  )
}

/** A tag chooses no models: none are ever asked for. */
function changesOf({ description, budget_id, models: _none, ...rest }: TagChanges): HolderChanges {
  return { ...rest, alias: description, budgetId: budget_id }
}
