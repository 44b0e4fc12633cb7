import { isLedgerName } from '@kansoku/contracts/gateway'
import { describeFailure } from '@kansoku/routing'
import { version } from '../version.ts'
import type { FinishedCall } from './finished-call.ts'
import { pickValues } from './pick-values.ts'
import { requestHeaders } from './shown-headers.ts'
import type { Steering } from './steering.ts'

type Values = Readonly<Record<string, unknown>>

/** What is known of a key, in LiteLLM's names; with the master key nearly all of it is empty. */
export function keyMetadata({ caller }: Pick<FinishedCall, 'caller'>): Values {
  return {
    user_api_key_hash: caller.keyHash,
    user_api_key_alias: caller.key?.alias ?? null,
    user_api_key_user_id: caller.userId,
    user_api_key_user_email: caller.user?.email ?? null,
    user_api_key_team_id: caller.key?.teamId ?? null,
    user_api_key_team_alias: caller.team?.alias ?? null,
    user_api_key_org_id: caller.organization?.id ?? null,
  }
}

/**
 * Metadata of a generation, in LiteLLM's names; what is not known is undefined.
 * @param ofTry what is known of the try alone
 */
export function generationMetadata(
  call: FinishedCall,
  steering: Steering,
  redactKey: boolean,
  ofTry: Values = {},
): Values {
  const { served, error } = call
  const requester = call.body.metadata
  const values: Record<string, unknown> = {
    ...withoutLedger(steering.rest),
    ...(redactKey ? undefined : callerMetadata(call, steering)),
    requester_ip_address: call.clientAddress,
    user_agent: call.headers['user-agent'],
    call_type: call.callType,
    model_group: served?.group ?? call.requestedModel,
    requested_model: call.requestedModel,
    cache_hit: call.cache?.hit ?? false,
    cache_key: call.cache?.key,
    saved_cache_cost: call.cache?.saved,
    'semantic-similarity': call.cache?.similarity,
    attempted_retries: call.retries,
    attempted_fallbacks: call.fallbacks,
    litellm_api_version: version,
    ...(served && servedMetadata(served)),
    ...ofTry,
  }
  // Where there are none, a client's own metadata of these names stay.
  if (steering.tags.length > 0) values.request_tags = steering.tags
  if (requester !== undefined) values.requester_metadata = steering.rest
  if (served && served.result.warnings.length > 0) values.warnings = served.result.warnings
  if (error) values.error = describeFailure(error)
  // JSON leaves out what is undefined, and writes null.
  for (const name in values) if (values[name] === null) values[name] = undefined
  return values
}

function callerMetadata(call: FinishedCall, { userId }: Steering): Values {
  return {
    ...keyMetadata(call),
    user_api_key_end_user_id: userId,
    user_api_key_request_route: call.route,
    request_headers: requestHeaders(call.headers),
  }
}

/** Whose money a call spends is not for its client to say. */
export function withoutLedger(given: Values): Values {
  return pickValues(given, isNoLedgerName)
}

const isNoLedgerName = (name: string) => !isLedgerName(name)

function servedMetadata(served: NonNullable<FinishedCall['served']>): Values {
  const { deployment, settlement, apiBase, region } = served
  return {
    deployment: deployment.model,
    custom_llm_provider: deployment.target.provider,
    model_info: { ...deployment.modelInfo, id: deployment.id },
    api_base: apiBase,
    aws_region_name: region,
    litellm_response_cost: settlement.cost,
    hidden_params: { model_id: deployment.id, api_base: apiBase ?? null, response_cost: settlement.cost },
  }
}
