import type { UsageDimension } from '@kansoku/contracts'
import { hasProjectScope, nameGatewayKeys, nameTeams, requireProjectAccess } from '@kansoku/platform'
import type { ServerContext } from '../../context.ts'

/** What people call something that usage is told apart by. */
interface Named {
  readonly id: string
  readonly name: string | null
}

type NameOf = (id: string) => Named

/** Who looks at the usage of which project. */
export interface Reader {
  readonly userId: string
  readonly projectId: string
}

/** Known by this name in every language. */
const masterKeyName = 'LITELLM_MASTER_KEY'

const unnamed: NameOf = (id) => ({ id, name: null })

/**
 * Keys and teams by their names, keys by their present hash; other things are called what they are. Only names of the
 * project, and only for who may see its keys.
 */
export async function namesOf(
  context: ServerContext,
  reader: Reader,
  dimension: UsageDimension,
  ids: readonly string[],
): Promise<NameOf> {
  if (dimension !== 'key' && dimension !== 'team') return unnamed
  const { role } = await requireProjectAccess(context, reader)
  if (!hasProjectScope(role, 'apiKeys:read')) return unnamed
  const { projectId } = reader
  if (dimension === 'team') {
    const teams = await nameTeams(context, { ids, projectId })
    return (id) => ({ id, name: teams.get(id) ?? null })
  }
  const keys = await nameGatewayKeys(context, { hashes: ids, projectId })
  const ofNoRow = (id: string) => (id === context.config.masterKeyHash ? masterKeyName : null)
  return (id) => ({ id: keys.get(id)?.hash ?? id, name: keys.get(id)?.name ?? ofNoRow(id) })
}

/** Calls that a key made before it was replaced are its own. */
export async function allHashesOf(
  context: ServerContext,
  projectId: string,
  hashes: readonly string[],
): Promise<string[]> {
  const known = await nameGatewayKeys(context, { hashes, projectId })
  return [...new Set([...hashes, ...known.keys()])]
}
