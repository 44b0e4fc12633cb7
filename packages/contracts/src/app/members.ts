import { z } from 'zod'
import { defineRoute } from '../http/route.ts'
import { storableText } from '../langfuse/storable.ts'
import { newPassword } from './account.ts'
import { role } from './session.ts'
import { projectParams } from './time-range.ts'

const projectMember = z.object({
  userId: z.string(),
  email: z.string(),
  name: z.string(),
  /** Null for a guest, who is in the project alone. */
  organizationRole: role.nullable(),
  /** Null: the organisation's counts. */
  projectRole: role.nullable(),
  /** Has not chosen a password yet. */
  isInvited: z.boolean(),
})
export type ProjectMember = z.infer<typeof projectMember>

export const listProjectMembers = defineRoute({
  method: 'GET',
  path: '/api/app/projects/:projectId/members',
  summary: 'Who is in the organisation of a project, and in the project, with their roles',
  params: projectParams,
  response: z.object({
    members: z.array(projectMember),
    /** Roles of the organisation that the reader may give and take; empty: none. */
    mayGrant: z.array(role),
    /** Roles of the project that the reader may give and take. */
    mayGrantInProject: z.array(role),
  }),
})

/** Told once. The secret stands behind a number sign, where no server and no log sees it. */
const invitation = z.object({ token: z.string(), expiresAt: z.iso.datetime() })
export type Invitation = z.infer<typeof invitation>

export const addProjectMember = defineRoute({
  method: 'POST',
  path: '/api/app/projects/:projectId/members',
  summary: 'Takes somebody into the organisation of a project; without an account they get an invitation',
  params: projectParams,
  body: z.object({
    email: z.email().max(254).toLowerCase(),
    organizationRole: role,
    projectRole: role.nullable(),
  }),
  response: z.object({
    /** Null for an account that has a password. */
    invitation: invitation.nullable(),
  }),
})

const memberParams = projectParams.extend({ userId: storableText.min(1) })

export const inviteMemberAgain = defineRoute({
  method: 'POST',
  path: '/api/app/projects/:projectId/members/:userId/invitation',
  summary: 'A new invitation for a member who has not chosen a password; the one before is void',
  params: memberParams,
  body: z.object({}),
  response: invitation,
})

export const changeProjectMember = defineRoute({
  method: 'PATCH',
  path: '/api/app/projects/:projectId/members/:userId',
  summary: 'Gives a member other roles; what is left out stays',
  params: memberParams,
  body: z.object({ organizationRole: role.optional(), projectRole: role.nullable().optional() }),
  response: z.object({}),
})

export const removeProjectMember = defineRoute({
  method: 'DELETE',
  path: '/api/app/projects/:projectId/members/:userId',
  summary: 'Removes a member from the organisation of a project and from all its projects',
  params: memberParams,
  response: z.object({}),
})

const invitationToken = z.string().min(20).max(200)

/** 404 for an invitation that was used, has expired or never was. */
export const readInvitation = defineRoute({
  method: 'POST',
  path: '/api/app/invitations/read',
  summary: 'Whom an invitation is for',
  body: z.object({ token: invitationToken }),
  response: z.object({ email: z.string() }),
})

export const acceptInvitation = defineRoute({
  method: 'POST',
  path: '/api/app/invitations/accept',
  summary: 'Sets name and password of the invited account and signs it in; the invitation is void afterwards',
  body: z.object({
    token: invitationToken,
    name: storableText.trim().min(1).max(100),
    password: newPassword,
  }),
  response: z.unknown(),
})
