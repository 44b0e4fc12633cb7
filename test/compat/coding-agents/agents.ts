import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { identity } from '../../kit/product.ts'
import type { CodingAgent } from './agent.ts'
import { modelName } from './deployment.ts'
import { runProgram } from './run-agent.ts'

/** US dollars for a token of the model that stands behind the name, as `/v1/model/info` tells agents. */
const inputPrice = 3e-6

const writeJson = (path: string, value: unknown) => write(path, JSON.stringify(value))

async function write(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true })
  await writeFile(path, text)
}

/** With its settings as the CLI keeps them; the provider's dialog asks for the same three. */
const cline3: CodingAgent = {
  id: 'cline-3',
  name: 'cline',
  npmPackage: 'cline@3.0.65',
  program: 'cline',
  prepare: ({ home, gatewayUrl }) =>
    writeJson(join(home, 'settings/providers.json'), {
      version: 1,
      lastUsedProvider: 'litellm',
      modes: {},
      providers: {
        litellm: {
          settings: {
            provider: 'litellm',
            model: modelName,
            apiKey: identity.masterKey,
            baseUrl: gatewayUrl,
          },
          updatedAt: new Date().toISOString(),
          tokenSource: 'manual',
        },
      },
    }),
  args: ({ home, project }, prompt) => [
    '--data-dir',
    home,
    '-P',
    'litellm',
    '-m',
    modelName,
    '-c',
    project,
    prompt,
  ],
  addTools: ({ home }, { clineFile }) => write(join(home, 'settings/cline_mcp_settings.json'), clineFile),
}

/** The code of the extension for VS Code, as the workshop uses it. */
const cline2: CodingAgent = {
  id: 'cline-2',
  name: 'cline',
  npmPackage: 'cline@2.18.0',
  program: 'cline',
  async prepare({ home, gatewayUrl }) {
    await writeJson(join(home, 'data/globalState.json'), {
      welcomeViewCompleted: true,
      liteLlmBaseUrl: gatewayUrl,
      actModeApiProvider: 'litellm',
      planModeApiProvider: 'litellm',
      actModeLiteLlmModelId: modelName,
      planModeLiteLlmModelId: modelName,
    })
    await writeJson(join(home, 'data/secrets.json'), { liteLlmApiKey: identity.masterKey })
  },
  args: ({ home, project }, prompt) => ['task', '-y', '--config', home, '-c', project, prompt],
  addTools: ({ home }, { clineFile }) =>
    write(join(home, 'data/settings/cline_mcp_settings.json'), clineFile),
  /** It counts what is written to the prompt cache as input too: more than the bill. */
  async cost({ home }) {
    const [task] = JSON.parse(await readFile(join(home, 'data/state/taskHistory.json'), 'utf8'))
    return task.totalCost - task.cacheWrites * inputPrice
  },
}

const claudeCode: CodingAgent = {
  id: 'claude-code',
  name: 'claude-code',
  npmPackage: '@anthropic-ai/claude-code@2.1.330',
  program: 'claude',
  prepare: async () => undefined,
  args: (_, prompt) => [
    '-p',
    prompt,
    '--model',
    modelName,
    '--permission-mode',
    'acceptEdits',
    // Nobody is there to allow them one by one.
    '--allowedTools',
    'mcp__kansoku,mcp__observability',
  ],
  addTools: (place, { claudeCommand }) => runProgram(claudeCode, place, 'bash', ['-c', claudeCommand]),
  env: ({ gatewayUrl }) => ({
    ANTHROPIC_BASE_URL: gatewayUrl,
    ANTHROPIC_AUTH_TOKEN: identity.masterKey,
    CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: '1',
    DISABLE_AUTOUPDATER: '1',
  }),
}

export const codingAgents: readonly CodingAgent[] = [cline3, cline2, claudeCode]
