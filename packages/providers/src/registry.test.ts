import { expect, test } from 'vitest'
import { createProviders } from './registry.ts'
import { testPorts } from './testing/ports.ts'

const providers = createProviders(testPorts())

test.each([
  ['bedrock/converse/us.amazon.nova-pro-v1:0', undefined, 'bedrock', 'converse/us.amazon.nova-pro-v1:0'],
  [
    'bedrock/anthropic.claude-3-5-sonnet-20240620-v1:0',
    undefined,
    'bedrock',
    'anthropic.claude-3-5-sonnet-20240620-v1:0',
  ],
  [
    'us.anthropic.claude-sonnet-4-20250514-v1:0',
    undefined,
    'bedrock',
    'us.anthropic.claude-sonnet-4-20250514-v1:0',
  ],
  ['openai/gpt-4o', undefined, 'openai', 'gpt-4o'],
  ['gpt-4o', undefined, 'openai', 'gpt-4o'],
  ['anthropic/claude-opus-4-1', undefined, 'anthropic', 'claude-opus-4-1'],
  ['claude-3-7-sonnet-20250219', undefined, 'anthropic', 'claude-3-7-sonnet-20250219'],
  ['azure/my-gpt', undefined, 'azure', 'my-gpt'],
  [
    'text-completion-openai/gpt-3.5-turbo-instruct',
    undefined,
    'text-completion-openai',
    'gpt-3.5-turbo-instruct',
  ],
  ['openrouter/anthropic/claude-sonnet-4.5', undefined, 'openrouter', 'anthropic/claude-sonnet-4.5'],
  ['gemini/gemini-2.5-pro', undefined, 'gemini', 'gemini-2.5-pro'],
  ['vertex_ai/claude-sonnet-4-5@20250929', undefined, 'vertex_ai', 'claude-sonnet-4-5@20250929'],
  ['gemini-2.5-flash', undefined, 'vertex_ai', 'gemini-2.5-flash'],
  ['cohere_chat/command-a-03-2025', undefined, 'cohere_chat', 'command-a-03-2025'],
  ['sagemaker/llama-3-3-swallow-70b-q4bit', undefined, 'sagemaker', 'llama-3-3-swallow-70b-q4bit'],
  ['o4-mini', undefined, 'openai', 'o4-mini'],
  ['hosted_vllm/Qwen/Qwen3-32B', undefined, 'hosted_vllm', 'Qwen/Qwen3-32B'],
  ['Qwen/Qwen3-32B', 'openai', 'openai', 'Qwen/Qwen3-32B'],
  ['openai/Qwen/Qwen3', 'openai', 'openai', 'Qwen/Qwen3'],
  ['openai/gpt-oss', 'hosted_vllm', 'hosted_vllm', 'openai/gpt-oss'],
])('%s (provider %s) is served by %s as %s', (modelString, custom, provider, model) => {
  const resolved = providers.resolve(modelString, custom)
  expect([resolved.provider, resolved.model]).toEqual([provider, model])
})

test('a provider that is not there is told with those that are', () => {
  expect(() => providers.resolve('watsonx/granite-4')).toThrow(/"watsonx\/granite-4".*bedrock\/, .*openai\//)
  expect(() => providers.resolve('my-model')).toThrow(/names no provider/)
})
