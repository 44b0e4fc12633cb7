import { z } from 'zod'
import { defineRoute } from '../http/route.ts'
import { name, restrictions, stamps, unsupported } from './fields.ts'
import { limitFields, shownLimits } from './limits.ts'

const tagFields = {
  description: name.nullish(),
  models: unsupported,
  budget_id: name.nullish(),
  ...limitFields,
  ...restrictions,
}
const tagChanges = z.object(tagFields)
/** What a request says of a tag; what is absent stays as it is. */
export type TagChanges = z.infer<typeof tagChanges>

const tagInfo = z.object({
  name: z.string(),
  description: z.string().nullable(),
  budget_id: z.string().nullable(),
  /** US dollars, of the calls that were recorded. */
  spend: z.number(),
  litellm_budget_table: shownLimits,
  ...stamps,
})
export type TagInfo = z.infer<typeof tagInfo>

const confirmation = z.object({ message: z.string(), tag: tagInfo })

export const createTag = defineRoute({
  method: 'POST',
  path: '/tag/new',
  summary: 'Create a tag with limits',
  body: z.object({ name, ...tagFields }),
  response: confirmation,
})

export const updateTag = defineRoute({
  method: 'POST',
  path: '/tag/update',
  summary: 'Change a tag',
  body: z.object({ name, ...tagFields }),
  response: confirmation,
})

export const deleteTag = defineRoute({
  method: 'POST',
  path: '/tag/delete',
  summary: 'Delete a tag; calls keep it',
  body: z.object({ name }),
  response: z.object({ message: z.string() }),
})

export const getTagInfo = defineRoute({
  method: 'POST',
  path: '/tag/info',
  summary: 'Tags by their names',
  body: z.object({ names: z.array(name).min(1).max(1000) }),
  response: z.record(z.string(), tagInfo),
})

export const listTags = defineRoute({
  method: 'GET',
  path: '/tag/list',
  summary: 'Tags with limits, newest first',
  response: z.array(tagInfo),
})
