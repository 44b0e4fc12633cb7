import { z } from 'zod'
import { defineRoute } from '../http/route.ts'
import { duration } from '../litellm/duration.ts'
import { name } from '../litellm/fields.ts'
import { ownLimits } from './own-limits.ts'
import { projectParams } from './time-range.ts'
import { virtualKey } from './virtual-keys.ts'

const dollars = z.number().min(0).max(1e9)
const count = z.int().min(0).max(1e9)

/** What may be spent, and what was: in the window of the budget, without one of all time. US dollars. */
const budget = {
  spend: z.number(),
  maxBudget: z.number().nullable(),
  budgetDuration: z.string().nullable(),
  budgetResetAt: z.iso.datetime().nullable(),
}

/** Whose keys share a budget, limits and models. */
const team = z.object({
  id: z.string(),
  alias: z.string().nullable(),
  /** Names of models or patterns; none: all. */
  models: z.array(z.string()),
  /** Whose limits hold where there are none of its own. */
  budgetId: z.string().nullable(),
  ...budget,
  /** A minute. */
  rpmLimit: z.number().nullable(),
  tpmLimit: z.number().nullable(),
  own: ownLimits,
  isBlocked: z.boolean(),
  memberCount: z.number(),
  createdAt: z.iso.datetime(),
})
export type Team = z.infer<typeof team>

const memberRole = z.enum(['admin', 'user'])

const teamMember = z.object({
  id: z.string(),
  email: z.string().nullable(),
  role: z.string(),
  /** Of what the team may spend. */
  ...budget,
})
export type TeamMember = z.infer<typeof teamMember>

/** What may be said of a team; null takes a limit away, what is absent stays as it is. */
const changes = z
  .object({
    alias: name.nullable(),
    models: z.array(name).max(200),
    budgetId: name.nullable(),
    maxBudget: dollars.nullable(),
    budgetDuration: duration.nullable(),
    rpmLimit: count.nullable(),
    tpmLimit: count.nullable(),
    isBlocked: z.boolean(),
  })
  .partial()
export type ProjectTeamChanges = z.infer<typeof changes>

const memberWishes = z.object({
  role: memberRole.default('user'),
  maxBudget: dollars.nullable(),
  budgetDuration: duration.nullable(),
})
export type TeamMemberWishes = z.input<typeof memberWishes>

const teamParams = projectParams.extend({ teamId: z.string().min(1) })
const memberParams = teamParams.extend({ memberId: z.string().min(1) })
const nothing = z.object({})

export const listProjectTeams = defineRoute({
  method: 'GET',
  path: '/api/app/projects/:projectId/teams',
  summary: 'Teams of a project with what they have spent, newest first',
  params: projectParams,
  response: z.object({
    teams: z.array(team),
    /** Whether the reader may create and change teams. */
    mayChange: z.boolean(),
  }),
})

export const createProjectTeam = defineRoute({
  method: 'POST',
  path: '/api/app/projects/:projectId/teams',
  summary: 'Creates a team',
  params: projectParams,
  body: changes,
  response: team,
})

/** `days`, in UTC, begin with the budget's window or, where there is none, thirty days ago; those without calls are absent. */
export const getProjectTeam = defineRoute({
  method: 'GET',
  path: '/api/app/projects/:projectId/teams/:teamId',
  summary: 'A team with its members, its keys and its spend by day',
  params: teamParams,
  response: z.object({
    team,
    members: z.array(teamMember),
    keys: z.array(virtualKey),
    since: z.iso.datetime(),
    days: z.array(z.object({ day: z.iso.date(), spend: z.number() })),
    mayChange: z.boolean(),
  }),
})

export const changeProjectTeam = defineRoute({
  method: 'PATCH',
  path: '/api/app/projects/:projectId/teams/:teamId',
  summary: 'Changes what a team may do, or blocks it; gateways follow within a second',
  params: teamParams,
  body: changes,
  response: team,
})

export const deleteProjectTeam = defineRoute({
  method: 'DELETE',
  path: '/api/app/projects/:projectId/teams/:teamId',
  summary: 'Deletes a team and its keys',
  params: teamParams,
  response: nothing,
})

export const addProjectTeamMember = defineRoute({
  method: 'POST',
  path: '/api/app/projects/:projectId/teams/:teamId/members',
  summary: 'Adds somebody to a team, by an id or an e-mail address',
  params: teamParams,
  body: memberWishes.extend({ named: name }),
  response: nothing,
})

export const changeProjectTeamMember = defineRoute({
  method: 'PATCH',
  path: '/api/app/projects/:projectId/teams/:teamId/members/:memberId',
  summary: 'Changes what somebody may spend of what a team has',
  params: memberParams,
  body: memberWishes,
  response: nothing,
})

export const removeProjectTeamMember = defineRoute({
  method: 'DELETE',
  path: '/api/app/projects/:projectId/teams/:teamId/members/:memberId',
  summary: 'Takes somebody out of a team, with their keys for it',
  params: memberParams,
  response: nothing,
})
