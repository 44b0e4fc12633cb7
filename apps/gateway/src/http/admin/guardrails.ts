import { isRecord, ParameterError } from '@kansoku/routing'
import type { GatewayContext } from '../../context.ts'
import { GuardrailRefusal, GuardrailUnreachable } from '../../guardrails/refusal.ts'
import type { Verdict } from '../../guardrails/verdict.ts'
import { toHttpError } from '../call/errors.ts'
import { type Exchange, sendError, sendJson } from '../exchange.ts'
import { badRequest } from '../http-error.ts'
import { readMeasuredObject } from '../read-body.ts'

/** `GET /guardrails/list`: what there is to name, without where and as whom it is asked. */
export function handleGuardrailList(exchange: Exchange, { guardrails }: GatewayContext): void {
  sendJson(exchange, 200, {
    guardrails: guardrails.all.map(({ guardrail: { name, type, modes, byDefault, info } }) => {
      const [first, ...others] = modes
      return {
        guardrail_name: name,
        litellm_params: {
          guardrail: type,
          mode: others.length === 0 ? first : [...modes],
          default_on: byDefault,
        },
        guardrail_info: isRecord(info) ? info : null,
      }
    }),
  })
}

/** `POST /guardrails/apply_guardrail`: what one guardrail makes of a text. */
export async function handleApplyGuardrail(exchange: Exchange, context: GatewayContext): Promise<void> {
  const { value } = await readMeasuredObject(exchange.request, context.maxRequestBytes)
  const { guardrail_name: name, text } = value
  if (typeof text !== 'string') throw new ParameterError('text', 'must be a text')
  const runnable = context.guardrails.all.find(({ guardrail }) => guardrail.name === name)
  if (!runnable) throw badRequest(`There is no guardrail "${name}" in the config of this gateway.`)
  const { placeholder } = runnable
  let verdict: Verdict
  try {
    verdict = await runnable.judge({ side: 'prompt', texts: [text], placeholder })
  } catch (error) {
    return sendError(exchange, toHttpError(new GuardrailUnreachable(String(name), error)))
  }
  if (verdict.kind === 'refused') sendError(exchange, toHttpError(new GuardrailRefusal(verdict.message)))
  else sendJson(exchange, 200, { response_text: verdict.kind === 'masked' ? verdict.texts[0] : text })
}
