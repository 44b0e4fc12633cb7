import { z } from 'zod'
import { defineRoute } from '../http/route.ts'
import { stamps } from './fields.ts'
import { shownLimits } from './limits.ts'

/** The teams that the gateway's config file opens to users, percent-encoded and parted by commas. */
export const availableTeamsHeader = 'x-kansoku-available-teams'

export function writeAvailableTeams(ids: readonly string[]): string {
  return ids.map(encodeURIComponent).join(',')
}

/** Throws `URIError` for what no gateway writes. */
export function readAvailableTeams(header: string | undefined): readonly string[] {
  return header ? header.split(',').map(decodeURIComponent) : []
}

/** A team as those see it who could join it: what it may use, not who is in it or what it has spent. */
const availableTeam = z.object({
  team_id: z.string(),
  team_alias: z.string().nullable(),
  organization_id: z.string().nullable(),
  models: z.array(z.string()),
  model_aliases: z.record(z.string(), z.string()),
  blocked: z.boolean(),
  ...shownLimits.shape,
  ...stamps,
})
export type AvailableTeam = z.infer<typeof availableTeam>

export const listAvailableTeams = defineRoute({
  method: 'GET',
  path: '/team/available',
  summary: 'Teams that the user of the key can join by `/team/member_add`',
  response: z.array(availableTeam),
})
