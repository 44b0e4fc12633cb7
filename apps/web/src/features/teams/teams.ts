import {
  addProjectTeamMember,
  changeProjectTeam,
  changeProjectTeamMember,
  createProjectTeam,
  deleteProjectTeam,
  getProjectTeam,
  listProjectTeams,
  type ProjectTeamChanges,
  removeProjectTeamMember,
  type TeamMemberWishes,
} from '@kansoku/contracts'
import { queryOptions } from '@tanstack/react-query'
import { api } from '../../lib/api.ts'
import { useChange } from '../../lib/use-change.ts'
import { limitedKey } from '../budgets/limited-key.ts'

const teamsKey = (projectId: string) => [...limitedKey(projectId), 'teams'] as const

/** What teams spend goes on while one looks. */
const refetchInterval = 30_000

export function teamsQuery(projectId: string) {
  return queryOptions({
    queryKey: [...teamsKey(projectId), 'list'],
    queryFn: ({ signal }) => api.call(listProjectTeams, { params: { projectId } }, { signal }),
    refetchInterval,
  })
}

export function teamQuery(projectId: string, teamId: string) {
  return queryOptions({
    queryKey: [...teamsKey(projectId), 'one', teamId],
    queryFn: ({ signal }) => api.call(getProjectTeam, { params: { projectId, teamId } }, { signal }),
    refetchInterval,
  })
}

export function useCreateTeam(projectId: string, onDone: () => void) {
  const create = (body: ProjectTeamChanges) => api.call(createProjectTeam, { params: { projectId }, body })
  return useChange(limitedKey(projectId), create, onDone)
}

interface TeamChange {
  readonly teamId: string
  readonly changes: ProjectTeamChanges
}

export function useChangeTeam(projectId: string, onDone: () => void) {
  const change = ({ teamId, changes: body }: TeamChange) =>
    api.call(changeProjectTeam, { params: { projectId, teamId }, body })
  return useChange(limitedKey(projectId), change, onDone)
}

export function useDeleteTeam(projectId: string, onDone: () => void) {
  const remove = (teamId: string) => api.call(deleteProjectTeam, { params: { projectId, teamId } })
  return useChange(limitedKey(projectId), remove, onDone)
}

interface OneTeam {
  readonly projectId: string
  readonly teamId: string
}

interface MemberChange {
  /** Of somebody who is in the team. */
  readonly memberId?: string | undefined
  /** An id or an e-mail address of somebody new. */
  readonly named: string
  readonly wishes: TeamMemberWishes
}

/** Adds a member or changes what one may spend. */
export function useSaveMember(params: OneTeam, onDone: () => void) {
  const save = ({ memberId, named, wishes }: MemberChange): Promise<unknown> =>
    memberId === undefined
      ? api.call(addProjectTeamMember, { params, body: { named, ...wishes } })
      : api.call(changeProjectTeamMember, { params: { ...params, memberId }, body: wishes })
  return useChange(limitedKey(params.projectId), save, onDone)
}

export function useRemoveMember(params: OneTeam, onDone: () => void) {
  const remove = (memberId: string) => api.call(removeProjectTeamMember, { params: { ...params, memberId } })
  return useChange(limitedKey(params.projectId), remove, onDone)
}
