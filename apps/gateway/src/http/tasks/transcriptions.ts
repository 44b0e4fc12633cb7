import { ParameterError } from '@kansoku/routing'
import type { GatewayContext } from '../../context.ts'
import { isSteering } from '../call/call-options.ts'
import { handleCall } from '../call/handle-call.ts'
import type { Exchange } from '../exchange.ts'
import { readForm, UploadedFile } from './read-form.ts'
import { taskDialect } from './task-dialect.ts'

/** `POST /v1/audio/transcriptions`: a form with a file, whose words are wanted. */
export function handleTranscriptions(exchange: Exchange, context: GatewayContext): Promise<void> {
  return handleCall(exchange, context, dialect)
}

const dialect = taskDialect({
  callType: 'atranscription',
  promptFields: { file: 'file', prompt: 'prompt' },
  readBody: readForm,
  readTask(body) {
    const { file, stream } = body
    if (!(file instanceof UploadedFile)) throw new ParameterError('file', 'is missing')
    if (stream === 'true') throw new ParameterError('stream', 'cannot be served: the text comes as a whole')
    const fields = Object.entries(body).flatMap(([name, value]) => {
      if (name === 'file' || isSteering(name)) return []
      return [value].flat().map((one) => [name, String(one)] as const)
    })
    return { kind: 'transcription', request: { file, fields } }
  },
})
