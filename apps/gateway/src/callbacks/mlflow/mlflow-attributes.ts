import { toAnswerMessage } from '../../http/openai/completion.ts'
import type { FinishedCall } from '../../recording/finished-call.ts'
import { type Attributes, promptMessages } from '../otlp/gen-ai-attributes.ts'
import type { AttributeValue } from '../otlp/span.ts'

/** What MLflow's own list of traces shows, in its names: the request and the response of the first span. */
export function mlflowAttributes(
  call: FinishedCall,
  hidden: { readonly input: boolean; readonly output: boolean },
): Attributes {
  const choice = call.served?.result.choices[0]
  return {
    'mlflow.spanType': 'LLM',
    ...(hidden.input
      ? {}
      : { 'mlflow.spanInputs': toValue({ model: call.requestedModel, messages: promptMessages(call) }) }),
    ...(hidden.output || choice === undefined
      ? {}
      : {
          'mlflow.spanOutputs': toValue({
            choices: [{ message: toAnswerMessage(choice), finish_reason: choice.finishReason }],
          }),
        }),
  }
}

/** JSON as a value of OTLP, which knows no null inside maps. */
function toValue(value: unknown): AttributeValue {
  return JSON.parse(
    JSON.stringify(value, (_key, held: unknown) => (held === null ? undefined : held)) ?? '""',
    (_key, held: unknown) => (held === null ? '' : held),
  )
}
