import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { identity } from '../../kit/product.ts'

/** The model's name in the config of the test. */
export const modelName = 'claude'

/** US dollars for a token of the model that stands behind the name, as `/v1/model/info` tells agents. */
const inputPrice = 3e-6

interface Place {
  /** The agent's home, of its own. */
  readonly home: string
  /** Where it works. */
  readonly project: string
  readonly gatewayUrl: string
}

export interface CodingAgent {
  readonly id: string
  /** What its tasks are listed under. */
  readonly name: string
  readonly npmPackage: string
  readonly program: string
  /** Writes the settings that a user makes in its dialogs. */
  prepare(place: Place): Promise<void>
  args(place: Place, prompt: string): readonly string[]
  env?(place: Place): Readonly<Record<string, string>>
  /** What the task cost in the agent's own words, US dollars. */
  cost?(place: Place): Promise<number>
}

async function writeJson(path: string, value: unknown): Promise<void> {
  await mkdir(dirname(path), { recursive: true })
  await writeFile(path, JSON.stringify(value))
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
  args: (_, prompt) => ['-p', prompt, '--model', modelName, '--permission-mode', 'acceptEdits'],
  env: ({ gatewayUrl }) => ({
    ANTHROPIC_BASE_URL: gatewayUrl,
    ANTHROPIC_AUTH_TOKEN: identity.masterKey,
    CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: '1',
    DISABLE_AUTOUPDATER: '1',
  }),
}

export const codingAgents: readonly CodingAgent[] = [cline3, cline2, claudeCode]
