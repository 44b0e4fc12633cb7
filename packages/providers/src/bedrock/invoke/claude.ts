import { parseAnthropicModel } from '../../anthropic/model.ts'
import { createMessagesReader } from '../../anthropic/pass-through.ts'
import { buildBody } from '../../anthropic/request/build-body.ts'
import { withMarks } from '../../anthropic/request/marks.ts'
import { inlineMedia } from '../../media/inline-media.ts'
import type { BuiltCall, OwnReader, Target } from '../../spec/adapter.ts'
import type { ProviderPorts } from '../../spec/ports.ts'
import type { ChatRequest } from '../../spec/request.ts'
import type { BedrockModel } from '../model-id.ts'
import { LONG_CONTEXT } from '../request/betas.ts'
import type { BedrockSettings } from '../settings.ts'
import { createInvokeDecoder } from './decoder.ts'

const VERSION = 'bedrock-2023-05-31'

/** Betas that Claude has here, too; the service refuses a call that names another. */
const BETAS =
  /^(?:computer-use|token-efficient-tools|interleaved-thinking|output-128k|dev-full-thinking|context-1m|context-management|effort|tool-search-tool|tool-examples)-/

export function isInvokedClaude({ invoked, baseModel }: BedrockModel): boolean {
  return invoked === true && baseModel.startsWith('anthropic.')
}

type Reading = Pick<BuiltCall, 'warnings' | 'toolNames' | 'answerTool' | 'keepOriginal'>

interface Place {
  readonly target: Target
  readonly settings: Pick<BedrockSettings, 'model'>
  readonly signal: AbortSignal | undefined
}

interface InvokedClaude extends OwnReader {
  /** Throws and rejects as `buildRequest` does. */
  draw(request: ChatRequest, place: Place): Promise<Reading & { readonly body: object }>
}

/** Claude through InvokeModel: Anthropic's messages, with version and betas in the body. */
export function createInvokedClaude({ fetchMedia }: ProviderPorts): InvokedClaude {
  const messages = createMessagesReader()
  return {
    async draw(request, { target, settings, signal }) {
      const { baseModel, longContext } = settings.model
      const marked = await inlineMedia(withMarks(request, target), fetchMedia, signal)
      // Traits go by Anthropic's own names.
      const model = parseAnthropicModel(baseModel.replace(/^anthropic\./, ''))
      const { body, betas, ...reading } = buildBody(marked, target, model)
      const { model: _, stream: __, ...asked } = body
      const wished = (request.original?.headers['anthropic-beta'] ?? '').split(',').map((name) => name.trim())
      const all = [...wished, ...betas, ...(longContext ? [LONG_CONTEXT] : [])]
      const taken = [...new Set(all)].filter((name) => BETAS.test(name))
      return {
        body: {
          anthropic_version: VERSION,
          ...(taken.length === 0 ? {} : { anthropic_beta: taken }),
          ...asked,
        },
        ...reading,
      }
    },
    parseResponse: messages.parseResponse,
    createDecoder: (call) => createInvokeDecoder(call, messages.createDecoder(call)),
  }
}
