import { ProviderError } from '@kansoku/providers'
import { type Plan, plan, type Stage } from '@kansoku/routing'
import { allowedModels } from '../../access/model-access.ts'
import type { CallGuards } from '../../guardrails/call-guards.ts'
import { cachePartOf, cacheRecord } from './cache-part.ts'
import type { Body, Dialect } from './dialect.ts'
import type { LlmCall } from './llm-call.ts'
import { refuse, untried } from './refuse.ts'
import { wishesOf } from './wishes-of.ts'
import { withLiterals } from './with-literals.ts'

interface Passed {
  readonly call: LlmCall
  readonly stages: Plan
}

/**
 * Lets the guardrails of a call look at its prompt before anybody else.
 * @returns the call as it goes on; undefined when it was refused
 */
export async function passGuards(
  call: LlmCall,
  guards: CallGuards,
  stages: Plan,
): Promise<Passed | undefined> {
  try {
    const body = await guards.checkPrompt()
    guards.watchCall()
    const dialect = dialectFor(call, guards)
    if (body === call.record.body && dialect === call.dialect) return { call, stages }
    return withBody({ ...call, dialect }, body, stages)
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error
    await refuse(call, untried(error))
    return undefined
  }
}

/** One that knows what was masked of what the call goes on from. */
function dialectFor({ dialect, record: { body, caller } }: LlmCall, { earlier }: CallGuards): Dialect {
  const before = dialect.earlier?.(body, caller) ?? []
  if (before.every((message, index) => message === earlier[index])) return dialect
  return dialect.withEarlier?.(earlier as readonly Body[]) ?? dialect
}

/** The same call with another prompt, also where a fallback has one of its own. */
function withBody(call: LlmCall, body: Body, stages: Plan): Passed | undefined {
  const { context, dialect, record } = call
  const { models, config } = context
  const parsed = withLiterals(dialect.parse(body, record.headers, record.caller), record.literals)
  const { model, fallbacks } = allowedModels(record.caller, parsed, models)
  const group = models.resolve(model)
  if (!group) throw new Error(`the model ${model} has left the config of a call`)
  const cache = cachePartOf(context, { ...record, body }, parsed, group.name, stages)
  const planned = plan(group, models, config.reliability.fallbacks, wishesOf(fallbacks, record.caller))
  return {
    call: { ...call, parsed, cache, record: { ...record, body, ...cacheRecord(cache) } },
    stages: {
      general: admittedOf(planned.general, stages.general),
      contextWindow: admittedOf(planned.contextWindow, stages.contextWindow),
      contentPolicy: admittedOf(planned.contentPolicy, stages.contentPolicy),
    },
  }
}

/** Groups and deployments that were let in, with what is said to them now. */
function admittedOf(planned: readonly Stage[], admitted: readonly Stage[]): readonly Stage[] {
  return planned.flatMap((stage) => {
    const known = admitted.find(({ group }) => group.name === stage.group.name)
    return known ? [{ ...stage, group: known.group }] : []
  })
}
