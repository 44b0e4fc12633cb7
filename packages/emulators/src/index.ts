export {
  type BedrockCall,
  type BedrockEmulator,
  type BedrockEmulatorOptions,
  emulatorIdentity,
  startBedrockEmulator,
} from './bedrock/bedrock-emulator.ts'
export type { AwsIdentity } from './bedrock/verify-signature.ts'
export { type Fault, FaultPlan } from './http/faults.ts'
export {
  type InstanceCredentials,
  type InstanceMetadataEmulator,
  type InstanceMetadataOptions,
  startInstanceMetadataEmulator,
} from './instance-metadata/instance-metadata-emulator.ts'
export {
  type Conversation,
  echoBrain,
  estimateTokens,
  type ModelBrain,
  type ModelReply,
  streamPieces,
  type ToolCall,
  type Turn,
} from './models/conversation.ts'
export {
  type OpenAiEmulator,
  type OpenAiEmulatorOptions,
  startOpenAiEmulator,
} from './openai/openai-emulator.ts'
