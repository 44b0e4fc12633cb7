import { namedServers, probe, requiredServers } from '../../environment/reachability.ts'
import type { Examine, Finding } from './finding.ts'

/** Whether the servers that the environment names accept connections. */
export const examineServers: Examine = async ({ settings: { values } }) =>
  Promise.all(
    namedServers(values).map(async (server): Promise<Finding> => {
      const reason = await probe(server)
      const described = { ...server, reason: reason ?? '' }
      if (reason === undefined) return { level: 'ok', key: 'doctor.server', values: described }
      const level = requiredServers.includes(server.variable) ? 'fail' : 'warn'
      return { level, key: 'server.unreachable', values: described }
    }),
  )
