import { z } from 'zod'
import { defineRoute } from '../http/route.ts'
import { storableText } from '../langfuse/storable.ts'
import { name } from './fields.ts'
import { teamInfo } from './teams.ts'

const text = storableText.min(1).max(2000)

/** As `metadata.logging` of a team has it. */
const teamCallback = z.object({
  callback_name: z.enum(['langfuse', 'langfuse_otel'], 'This callback has no effect for a team'),
  callback_type: z.enum(['success', 'failure', 'success_and_failure']).default('success_and_failure'),
  callback_vars: z.object({
    langfuse_public_key: text,
    langfuse_secret_key: text,
    langfuse_host: text.optional(),
  }),
})
export type TeamCallback = z.infer<typeof teamCallback>

const params = z.object({ team_id: name })

const callbacks = z.object({
  team_id: z.string(),
  success_callbacks: z.array(z.string()),
  failure_callbacks: z.array(z.string()),
  /** Secrets are told by their last characters. */
  callback_vars: z.record(z.string(), z.string()),
})
export type TeamCallbacks = z.infer<typeof callbacks>

export const addTeamCallback = defineRoute({
  method: 'POST',
  path: '/team/:team_id/callback',
  summary: 'Tell a Langfuse of its own of the calls of a team, in place of one of the same name and type',
  params,
  body: teamCallback,
  response: z.object({ status: z.literal('success'), data: teamInfo }),
})

export const getTeamCallbacks = defineRoute({
  method: 'GET',
  path: '/team/:team_id/callback',
  summary: 'What is told of the calls of a team besides',
  params,
  response: z.object({ status: z.literal('success'), data: callbacks }),
})

export const disableTeamLogging = defineRoute({
  method: 'POST',
  path: '/team/:team_id/disable_logging',
  summary: 'Tell nobody besides of the calls of a team',
  params,
  response: z.object({ status: z.literal('success'), message: z.string(), data: callbacks }),
})
