import { z } from 'zod'
import { defineRoute } from '../http/route.ts'
import { storableText } from '../langfuse/storable.ts'
import { projectParams } from './time-range.ts'

const name = storableText.trim().min(1).max(100)

export const getProjectAdministration = defineRoute({
  method: 'GET',
  path: '/api/app/projects/:projectId/administration',
  summary: 'The organisation of a project, and what the reader may change of both',
  params: projectParams,
  response: z.object({
    organization: z.object({ id: z.string(), name: z.string() }),
    mayRename: z.boolean(),
    /** `kept`: the reader owns it, but it has to stay. */
    deletion: z.enum(['allowed', 'kept', 'denied']),
    mayRenameOrganization: z.boolean(),
    mayCreateProjects: z.boolean(),
  }),
})

export const renameProject = defineRoute({
  method: 'PATCH',
  path: '/api/app/projects/:projectId',
  summary: 'Gives a project another name',
  params: projectParams,
  body: z.object({ name }),
  response: z.object({}),
})

/** 409 for one that has to stay: for calls that name none, or as the last one of its organisation. */
export const deleteProject = defineRoute({
  method: 'DELETE',
  path: '/api/app/projects/:projectId',
  summary: 'Deletes a project: its keys are refused at once, its telemetry is removed by a job',
  params: projectParams,
  /** The project's name, typed as a precaution. */
  body: z.object({ name: z.string() }),
  response: z.object({}),
})

export const renameOrganization = defineRoute({
  method: 'PATCH',
  path: '/api/app/projects/:projectId/organization',
  summary: 'Gives the organisation of a project another name',
  params: projectParams,
  body: z.object({ name }),
  response: z.object({}),
})

export const createProject = defineRoute({
  method: 'POST',
  path: '/api/app/projects/:projectId/organization/projects',
  summary: 'Creates a project beside this one, in the same organisation',
  params: projectParams,
  body: z.object({ name }),
  response: z.object({ id: z.string() }),
})
