import type { Fields } from './fields.ts'
import { isMap } from './inspect.ts'

/** They are told to the server in a header; all headers of a request may have 16 KB. */
const maxEncodedLength = 8000

/** Teams that users may join by themselves. */
export function compileAvailableTeams(fields: Fields): readonly string[] {
  const found = fields.find('litellm_settings', 'default_internal_user_params')
  if (!found) return []
  const form = 'Write available_teams: ["team-id"].'
  if (!isMap(found.value)) return found.fail('is not a map.', form)
  const teams = found.value.available_teams ?? []
  if (!Array.isArray(teams) || !teams.every(isId)) return found.fail('has no list of ids of teams.', form)
  const ids = [...new Set(teams.map(String))]
  if (ids.map(encodeURIComponent).join().length > maxEncodedLength)
    return found.fail('names more teams than can be told to the server.', 'Name about 200 of them at most.')
  return ids
}

function isId(value: unknown): boolean {
  return (typeof value === 'string' && value !== '') || typeof value === 'number'
}
