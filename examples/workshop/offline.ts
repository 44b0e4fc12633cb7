import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { emulatorIdentity, startBedrockEmulator } from '@kansoku/emulators'

/**
 * Runs a command with an emulated Amazon Bedrock, so that everything works without an AWS account:
 * `node examples/workshop/offline.ts npm start -- -c examples/workshop/litellm/iam_role_config.yml`
 */
const [command, ...args] = process.argv.slice(2)
if (command === undefined) throw new Error('Name the command to run: node offline.ts npm start -- -c FILE')

await using bedrock = await startBedrockEmulator({ chunkMs: 20 })
const child = spawn(command, args, {
  stdio: 'inherit',
  env: {
    ...process.env,
    AWS_BEDROCK_RUNTIME_ENDPOINT: bedrock.url,
    AWS_ACCESS_KEY_ID: emulatorIdentity.accessKeyId,
    AWS_SECRET_ACCESS_KEY: emulatorIdentity.secretAccessKey,
    AWS_REGION_NAME: 'us-east-1',
  },
})
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal))
const [code] = (await once(child, 'exit')) as [number | null]
process.exitCode = code ?? 1
