import { type AppSession, getAppSession } from '@kansoku/contracts'
import { queryOptions, useSuspenseQuery } from '@tanstack/react-query'
import { api } from '../../lib/api.ts'
import { readStored } from '../../lib/stored-value.ts'
import { applyPreferences } from '../account/apply-preferences.ts'

export const sessionKey = ['session'] as const

export const sessionQuery = queryOptions({
  queryKey: sessionKey,
  queryFn: async ({ signal }) => {
    const session = await api.call(getAppSession, {}, { signal })
    if (session.user) await applyPreferences(session.preferences)
    return session
  },
  staleTime: 60_000,
})

export function useSession(): AppSession {
  return useSuspenseQuery(sessionQuery).data
}

export interface OpenProject {
  readonly id: string
  readonly name: string
  readonly organization: string
}

/** Every project that somebody may open, in the order of their organisations. */
export function projectsOf(session: AppSession): OpenProject[] {
  return session.organizations.flatMap(({ name: organization, projects }) =>
    projects.map(({ id, name }) => ({ id, name, organization })),
  )
}

/** The project to open when none is named: the one opened last, else the first. */
export function homeProject(session: AppSession): OpenProject | undefined {
  const projects = projectsOf(session)
  const last = readStored('project')
  return projects.find(({ id }) => id === last) ?? projects[0]
}
