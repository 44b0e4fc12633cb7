/** Parameters that some models of a provider refuse. */
type Refusal = readonly [models: RegExp, parameters: readonly string[]]

/** What sets one provider of OpenAI's chat completions apart from the others. Data only. */
export interface CompatibleProvider {
  /** The prefix of its model strings. */
  readonly name: string
  /** Used when neither the deployment nor the environment names a base. */
  readonly baseUrl: string | undefined
  readonly baseVariables: readonly string[]
  readonly keyVariables: readonly string[]
  /** A call to the default base without a key is refused before it is sent. */
  readonly keyRequired: boolean
  /** Header → variable, for what a provider wants to know of its caller. */
  readonly headerVariables: Readonly<Record<string, string>>
  /** Chats, or OpenAI's completions of one plain prompt. */
  readonly protocol: 'chat' | 'text'
  /** Serves OpenAI's own models, with their rules on sampling and limits. */
  readonly ofOpenAi: boolean
  /** Put before model names that stand in no folder. */
  readonly modelFolder: string
  /** Takes `cache_control` marks on content parts. */
  readonly cacheMarks: boolean
  /**
   * How thinking is asked for: `reasoning_effort`, Anthropic's `thinking` with its budget, the same without one
   * (`switch`), or a `reasoning` object.
   */
  readonly thinking: 'effort' | 'budget' | 'switch' | 'reasoning'
  /** Takes earlier reasoning back as `reasoning_content`. */
  readonly reasoningReplay: boolean
  /** Takes it back as the `reasoning_details` that it told of it. */
  readonly reasoningDetails: boolean
  readonly topK: boolean
  /** Takes `stream_options`; others tell the usage of a stream unasked. */
  readonly streamOptions: boolean
  /** Its word for `tool_choice: required`. */
  readonly anyTool: 'required' | 'any'
  /** Ids of tool calls are nine letters or digits. */
  readonly shortCallIds: boolean
  /** Takes `name` on messages. */
  readonly messageNames: boolean
  /** A last assistant message is marked as the beginning of the answer. */
  readonly prefixMark: boolean
  /** Refuses what a user says right after results of tools. */
  readonly bridgeAfterTools: boolean
  /** Its names for parameters that others call as OpenAI does. */
  readonly parameterNames: Readonly<Record<string, string>>
  readonly refuses: readonly Refusal[]
  /** Sent with each chat. */
  readonly body: Readonly<Record<string, unknown>>
}

export const OPENAI: CompatibleProvider = {
  name: 'openai',
  baseUrl: 'https://api.openai.com/v1',
  baseVariables: ['OPENAI_BASE_URL', 'OPENAI_API_BASE'],
  keyVariables: ['OPENAI_API_KEY'],
  keyRequired: true,
  headerVariables: {},
  protocol: 'chat',
  ofOpenAi: true,
  modelFolder: '',
  cacheMarks: false,
  thinking: 'effort',
  reasoningReplay: false,
  reasoningDetails: false,
  topK: false,
  streamOptions: true,
  anyTool: 'required',
  shortCallIds: false,
  messageNames: true,
  prefixMark: false,
  bridgeAfterTools: false,
  parameterNames: {},
  refuses: [],
  body: {},
}
