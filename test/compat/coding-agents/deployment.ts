import { emulatorIdentity } from '@kansoku/emulators'

/** The model's name in the configs of the tests. */
export const modelName = 'claude'

/** A model that stands behind the name, answered by an emulator. */
export function deployment(endpoint: string) {
  return {
    model_name: modelName,
    litellm_params: {
      model: 'bedrock/converse/us.anthropic.claude-3-7-sonnet-20250219-v1:0',
      aws_region_name: 'us-east-1',
      aws_access_key_id: emulatorIdentity.accessKeyId,
      aws_secret_access_key: emulatorIdentity.secretAccessKey,
      aws_bedrock_runtime_endpoint: endpoint,
    },
  }
}
