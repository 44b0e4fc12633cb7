/** The request of a call as text. */
const request = "ifNull(input, '')"

/** Its messages, in the shapes that requests of agents have; a list alone is one too. */
const messages = `multiIf(
    startsWith(${request}, '['), JSONExtractArrayRaw(${request}),
    JSONHas(${request}, 'messages'), JSONExtractArrayRaw(${request}, 'messages'),
    JSONHas(${request}, 'input'), JSONExtractArrayRaw(${request}, 'input'),
    JSONExtractArrayRaw(${request}, 'contents'))`

/** What the model said: messages of its role, and of the responses API the items that it makes. */
const isAnswer = `(JSONExtractString(message, 'role') IN ('assistant', 'model', 'ai')
      OR JSONExtractString(message, 'type') IN ('function_call', 'custom_tool_call', 'local_shell_call', 'reasoning'))`

const isInstruction = "JSONExtractString(message, 'role') IN ('system', 'developer')"

/**
 * SQL: from an observation's `input`, what was said since the last answer of the model, as JSON texts of messages. Agents
 * send the whole conversation with every call; cut by the engine, nothing of it leaves twice.
 */
export const newMessages = `arrayFilter(message -> NOT ${isInstruction},
    arraySlice(${messages} AS messages_of_request, arrayLastIndex(message -> ${isAnswer}, messages_of_request) + 1))`
