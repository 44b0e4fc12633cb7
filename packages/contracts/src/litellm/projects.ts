import { z } from 'zod'
import { defineRoute } from '../http/route.ts'
import { storableText } from '../langfuse/storable.ts'
import { name, unsupported } from './fields.ts'

const projectName = storableText.trim().min(1).max(100)

/** A project here is where calls of keys land: it has neither a team nor limits. */
const settings = {
  team_id: unsupported,
  description: unsupported,
  metadata: unsupported,
  tags: unsupported,
  models: unsupported,
  blocked: unsupported,
  budget_id: unsupported,
  max_budget: unsupported,
  soft_budget: unsupported,
  budget_duration: unsupported,
  tpm_limit: unsupported,
  rpm_limit: unsupported,
  max_parallel_requests: unsupported,
  model_max_budget: unsupported,
  model_rpm_limit: unsupported,
  model_tpm_limit: unsupported,
  object_permission: unsupported,
}

const projectInfo = z.object({
  project_id: z.string(),
  project_alias: z.string(),
  /** US dollars, of the calls that landed in it. */
  spend: z.number(),
  created_at: z.string(),
  updated_at: z.string(),
})
export type ManagedProjectInfo = z.infer<typeof projectInfo>

export const createManagedProject = defineRoute({
  method: 'POST',
  path: '/project/new',
  summary: 'Create a project for calls of keys to land in',
  body: z.object({ project_id: name.nullish(), project_alias: projectName, ...settings }),
  response: projectInfo,
})

export const updateManagedProject = defineRoute({
  method: 'POST',
  path: '/project/update',
  summary: 'Rename a project',
  body: z.object({ project_id: name, project_alias: projectName, ...settings }),
  response: projectInfo,
})

export const deleteManagedProjects = defineRoute({
  method: 'DELETE',
  path: '/project/delete',
  summary: 'Delete projects that have no virtual keys, with all that landed in them',
  body: z.object({ project_ids: z.array(name).min(1).max(100) }),
  response: z.array(projectInfo),
})

export const getManagedProject = defineRoute({
  method: 'GET',
  path: '/project/info',
  summary: 'A project',
  query: z.object({ project_id: name }),
  response: projectInfo,
})

export const listManagedProjects = defineRoute({
  method: 'GET',
  path: '/project/list',
  summary: 'Projects, oldest first',
  response: z.array(projectInfo),
})
