import { NO_USAGE, promptTokens } from '@kansoku/providers'
import { describeFailure, type MlflowRunsTarget } from '@kansoku/routing'
import type { FinishedCall } from '../../recording/finished-call.ts'
import type { Steering } from '../../recording/steering.ts'
import { promptMessages } from '../otlp/gen-ai-attributes.ts'

/** A call as a run of MLflow. Plain JSON; times in milliseconds since 1970. */
export interface Run {
  readonly name: string
  readonly startedAt: number
  readonly endedAt: number
  readonly status: 'FINISHED' | 'FAILED'
  readonly metrics: Readonly<Record<string, number>>
  readonly params: Readonly<Record<string, string>>
  readonly tags: Readonly<Record<string, string>>
}

interface RunOptions {
  readonly steering: Steering
  /** Leave the prompt out. */
  readonly hidden: boolean
  /** Leave out what identifies the key. */
  readonly redactKey: boolean
}

/** Lengths that MLflow takes. */
const longest = { param: 6000, tag: 5000 }

/** What the target names of a call; what there is not of it is left out. */
export function toRun(call: FinishedCall, target: MlflowRunsTarget, options: RunOptions): Run {
  const { error, startedAt, endedAt } = call
  const param = (name: string) => paramOf(name, call, options)
  const tag = (name: string) => tagOf(name, call, target, options)
  const failure = error && { error: describeFailure(error).slice(0, longest.tag) }
  return {
    name: call.requestedModel,
    startedAt: Math.round(startedAt),
    endedAt: Math.round(endedAt),
    status: error ? 'FAILED' : 'FINISHED',
    metrics: pick(target.metrics, (name) => metricOf(name, call)),
    params: pick(target.params, (name) => param(name)?.slice(0, longest.param)),
    tags: { ...pick(target.tags, (name) => tag(name)?.slice(0, longest.tag)), ...failure },
  }
}

function pick<Value>(names: readonly string[], find: (name: string) => Value | undefined) {
  const known = names.flatMap((name) => {
    const value = find(name)
    return value === undefined ? [] : [[name, value] as const]
  })
  return Object.fromEntries(known)
}

function metricOf(name: string, { served, startedAt, endedAt }: FinishedCall): number | undefined {
  const { usage = NO_USAGE } = served?.result ?? {}
  switch (name) {
    case 'latency':
      return (endedAt - startedAt) / 1000
    case 'prompt_tokens':
      return promptTokens(usage)
    case 'completion_tokens':
      return usage.outputTokens
    case 'total_tokens':
      return usage.totalTokens
    case 'cost_usd':
      return served?.settlement.cost ?? undefined
    default:
      return undefined
  }
}

/** `model`, `messages` and `region`, else a parameter of the request by its name. */
function paramOf(name: string, call: FinishedCall, { steering, hidden }: RunOptions): string | undefined {
  if (name === 'model') return call.requestedModel
  if (name === 'region') return call.served?.region
  if (name === 'messages')
    return hidden || steering.maskInput ? undefined : JSON.stringify(promptMessages(call))
  const value = isPrompt(name, call) ? undefined : call.body[name]
  return ['string', 'number', 'boolean'].includes(typeof value) ? String(value) : undefined
}

const isPrompt = (name: string, { promptFields }: FinishedCall) => Object.hasOwn(promptFields, name)

function tagOf(
  name: string,
  call: FinishedCall,
  { aws }: MlflowRunsTarget,
  { steering, redactKey }: RunOptions,
): string | undefined {
  const deployment = call.served?.deployment ?? call.attempts.at(-1)?.deployment
  switch (name) {
    case 'request_id':
      return call.callId
    case 'deployment':
      return deployment?.model
    case 'user':
      return steering.userId ?? (redactKey ? undefined : (call.caller.userId ?? undefined))
    case 'aws_account_id':
      return (
        accountIn(deployment?.target.model) ??
        accountIn(deployment?.target.params.aws_role_name) ??
        aws?.account
      )
    case 'sagemaker_endpoint':
      return deployment?.target.provider === 'sagemaker' ? deployment.target.model : undefined
    default:
      return undefined
  }
}

/** The account that an ARN belongs to. */
function accountIn(arn: unknown): string | undefined {
  return /arn:aws[\w-]*:\w+:[\w-]*:(\d{12}):/.exec(String(arn ?? ''))?.[1]
}
