import type { UsageDimension } from '@kansoku/contracts'
import { nameGatewayKeys, nameTeams } from '@kansoku/platform'
import type { ServerContext } from '../../context.ts'

/** What people call something that usage is told apart by. */
interface Named {
  readonly id: string
  readonly name: string | null
}

/** Known by this name in every language. */
const masterKeyName = 'LITELLM_MASTER_KEY'

type NameOf = (id: string) => Named

/** Keys and teams by their names, keys by their present hash; other things are called what they are. */
export async function namesOf(
  context: ServerContext,
  dimension: UsageDimension,
  ids: readonly string[],
): Promise<NameOf> {
  if (dimension === 'key') {
    const keys = await nameGatewayKeys(context, { hashes: ids })
    const ofNoRow = (id: string) => (id === context.config.masterKeyHash ? masterKeyName : null)
    return (id) => ({ id: keys.get(id)?.hash ?? id, name: keys.get(id)?.name ?? ofNoRow(id) })
  }
  if (dimension === 'team') {
    const teams = await nameTeams(context, { ids })
    return (id) => ({ id, name: teams.get(id) ?? null })
  }
  return (id) => ({ id, name: null })
}
