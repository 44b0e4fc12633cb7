import {
  addTeamCallback,
  disableTeamLogging,
  getTeamCallbacks,
  type TeamCallback,
  type TeamCallbacks,
} from '@kansoku/contracts'
import { type GatewayHolderRow, getHolder, updateHolder } from '@kansoku/platform'
import { z } from 'zod'
import type { Door } from '../../context.ts'
import { managementRoute } from './management-route.ts'
import { presentTeams } from './present-holders.ts'
import { presentOne } from './present-one.ts'

const kind = 'team' as const

/** Whom the gateway tells of the calls of a team besides: `metadata.logging`, where LiteLLM keeps it. */
export const teamCallbackRoutes: Door = (context) => async (app) => {
  app.route(
    managementRoute(context, addTeamCallback, async ({ params: { team_id: id }, body, caller }) => {
      const changes = (stored: GatewayHolderRow) => withLogging(stored, [...othersThan(stored, body), body])
      const row = await updateHolder(context, { kind, id, changes, by: caller.id })
      return { status: 'success' as const, data: await presentOne(presentTeams, context, row) }
    }),
  )

  app.route(
    managementRoute(context, getTeamCallbacks, async ({ params: { team_id: id } }) => ({
      status: 'success' as const,
      data: presentCallbacks(await getHolder(context, { kind, id })),
    })),
  )

  app.route(
    managementRoute(context, disableTeamLogging, async ({ params: { team_id: id }, caller }) => {
      const changes = (stored: GatewayHolderRow) => withLogging(stored, [])
      const row = await updateHolder(context, { kind, id, changes, by: caller.id })
      return {
        status: 'success' as const,
        message: `Logging disabled for team ${id}`,
        data: presentCallbacks(row),
      }
    }),
  )
}

function withLogging({ metadata }: GatewayHolderRow, logging: readonly unknown[]) {
  return { metadata: { ...metadata, logging } }
}

/** Metadata may hold anything: what is no callback is nobody's. */
const entry = z.looseObject({
  callback_name: z.string(),
  callback_type: z.string().default('success_and_failure'),
  callback_vars: z.record(z.string(), z.unknown()).default({}),
})

function entriesOf({ metadata: { logging } }: GatewayHolderRow) {
  return (Array.isArray(logging) ? logging : []).flatMap((one) => entry.safeParse(one).data ?? [])
}

function othersThan(row: GatewayHolderRow, { callback_name, callback_type }: TeamCallback) {
  return entriesOf(row).filter(
    (one) => one.callback_name !== callback_name || one.callback_type !== callback_type,
  )
}

function presentCallbacks(row: GatewayHolderRow): TeamCallbacks {
  const entries = entriesOf(row)
  const namesBut = (other: string) =>
    entries.filter(({ callback_type }) => callback_type !== other).map(({ callback_name }) => callback_name)
  const vars = entries.flatMap(({ callback_vars }) => Object.entries(callback_vars))
  return {
    team_id: row.id,
    success_callbacks: namesBut('failure'),
    failure_callbacks: namesBut('success'),
    callback_vars: Object.fromEntries(
      vars.map(([name, value]) => [name, shownVariable(name, String(value))]),
    ),
  }
}

function shownVariable(name: string, value: string): string {
  return /secret|password|token/.test(name) ? `****${value.slice(-4)}` : value
}
