export {
  type AnthropicCall,
  type AnthropicEmulator,
  type AnthropicEmulatorOptions,
  startAnthropicEmulator,
} from './anthropic/anthropic-emulator.ts'
export { type AwsIdentity, emulatorIdentity } from './aws/identity.ts'
export {
  type BedrockCall,
  type BedrockEmulator,
  type BedrockEmulatorOptions,
  startBedrockEmulator,
} from './bedrock/bedrock-emulator.ts'
export {
  type GuardrailCall,
  type GuardrailEmulator,
  startGuardrailEmulator,
} from './bedrock/guardrail-emulator.ts'
export {
  type ClickHouseEmulator,
  type ClickHouseEmulatorOptions,
  startClickHouseEmulator,
} from './clickhouse/clickhouse-emulator.ts'
export {
  type SpawnedClickHouseEmulator,
  type SpawnOptions,
  spawnClickHouseEmulator,
} from './clickhouse/spawn-clickhouse-emulator.ts'
export { demoBrain } from './demo/demo-brain.ts'
export { demoTasks } from './demo/demo-tasks.ts'
export { type DemoModel, type DemoUpstreams, demoModels, startDemoUpstreams } from './demo/demo-upstreams.ts'
export { demoSystemPrompt } from './demo/system-prompt.ts'
export { type DemoStep, type DemoTask, usesTools } from './demo/task.ts'
export { demoTools } from './demo/tools.ts'
export { type Fault, FaultPlan } from './http/faults.ts'
export { type LoopbackServer, listenOnLoopback, readBody } from './http/loopback-server.ts'
export {
  type InstanceCredentials,
  type InstanceMetadataEmulator,
  type InstanceMetadataOptions,
  startInstanceMetadataEmulator,
} from './instance-metadata/instance-metadata-emulator.ts'
export { type MlflowEmulator, startMlflowEmulator } from './mlflow/mlflow-emulator.ts'
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
export { type RedisEmulator, startRedisEmulator } from './redis/redis-emulator.ts'
export type { S3Call } from './s3/call.ts'
export { type S3Emulator, type S3EmulatorOptions, startS3Emulator } from './s3/s3-emulator.ts'
export {
  type AssumedRole,
  type SecurityTokenEmulator,
  type SecurityTokenEmulatorOptions,
  startSecurityTokenEmulator,
} from './security-token-service/security-token-emulator.ts'
