import { badRequest, type HttpError } from '../http-error.ts'

/** A name that no model of the config has, in LiteLLM's words. */
export function unknownModel(path: string, model: string): HttpError {
  return badRequest(
    `${path}: Invalid model name passed in model=${model}. Call \`/v1/models\` to view available models for your key.`,
    'model',
  )
}
