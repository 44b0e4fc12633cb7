export {
  type CodingAgent,
  codingAgents,
  recogniseAgent,
} from './agents/recognise-agent.ts'
export { taskTitle } from './agents/task-title.ts'
export { countLines, type FileChange } from './edits/file-change.ts'
export { readPaths } from './edits/paths.ts'
export { readChanges } from './edits/read-changes.ts'
export {
  kindOfType,
  type MediaKind,
  type MediaReference,
  readMediaReference,
  splitMedia,
} from './media/media-reference.ts'
export {
  type ChatMessage,
  type Conversation,
  isFields,
  type MessagePart,
  type ToolDefinition,
  textField,
} from './messages/message.ts'
export { countRepeated } from './messages/new-messages.ts'
export { pairResults, type ToolResult, type Turn } from './messages/pair-results.ts'
export { readContent } from './messages/parts.ts'
export { readConversation } from './messages/read-conversation.ts'
export { hasFailed, resultText } from './tools/tool-outcome.ts'
export { readToolUses, type ToolUse } from './tools/tool-use.ts'
export { readXmlResults } from './tools/xml-results.ts'
