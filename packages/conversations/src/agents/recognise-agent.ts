/** Coding agents that are told apart, by what they are filtered and stored under. */
export const codingAgents = [
  'cline',
  'claude-code',
  'roo-code',
  'kilo-code',
  'codex',
  'gemini-cli',
  'qwen-code',
  'opencode',
  'aider',
  'other',
] as const
export type CodingAgent = (typeof codingAgents)[number]

/** What a call of a model says about who made it. */
export interface CallMarks {
  readonly userAgent: string | undefined
  /** The request as JSON text; null where nothing is known of it. */
  readonly input: string | null
  /** Names of the tools that it offers or that its answer calls. */
  readonly toolNames: readonly string[]
}

const byUserAgent: readonly (readonly [RegExp, CodingAgent])[] = [
  [/^Cline\b/i, 'cline'],
  [/^claude-cli\//i, 'claude-code'],
  [/^Roo-?Code\//i, 'roo-code'],
  [/^Kilo-?Code\//i, 'kilo-code'],
  [/^codex[_-]/i, 'codex'],
  [/^GeminiCLI\b/i, 'gemini-cli'],
  [/^QwenCode\b/i, 'qwen-code'],
  [/^opencode\//i, 'opencode'],
]

/** How agents begin what they tell the model. */
const byInstructions = {
  'You are Cline': 'cline',
  'You are Claude Code': 'claude-code',
  "You are a Claude agent, built on Anthropic's Claude Agent SDK": 'claude-code',
  'You are Roo': 'roo-code',
  'You are Kilo Code': 'kilo-code',
  'You are Codex': 'codex',
  'You are a coding agent running in the Codex CLI': 'codex',
  'You are Gemini CLI': 'gemini-cli',
  'You are an interactive CLI agent specializing in software engineering': 'gemini-cli',
  'You are Qwen Code': 'qwen-code',
  'You are opencode': 'opencode',
  'Act as an expert software developer': 'aider',
  'Act as an expert software engineer': 'aider',
} as const satisfies Readonly<Record<string, CodingAgent>>

/**
 * How these begin, each of more than two words. The expression runs only where one of them stands: to look for them takes a
 * fifth of its time.
 */
const firstWords = [
  ...new Set(Object.keys(byInstructions).map((words) => `"${words.split(' ', 2).join(' ')} `)),
]

/** At the beginning of a text of a request, for people quote such words too. All at once, for speed. */
const instructions = new RegExp(`(?<!\\\\)"(${Object.keys(byInstructions).join('|')})\\b`)

/** Tools that only one family of agents has; all of a line must be there. */
const byTools: readonly (readonly [readonly string[], CodingAgent])[] = [
  [['apply_diff', 'attempt_completion'], 'roo-code'],
  [['replace_in_file', 'attempt_completion'], 'cline'],
  [['run_commands', 'submit_and_exit'], 'cline'],
  [['Read', 'Edit', 'Bash'], 'claude-code'],
]

/** Tools that change files, whoever offers them. */
const editing =
  /^(?:apply_patch|apply_diff|str_replace(?:_based)?_edit(?:or|_tool)|replace_in_file|write_to_file|edit_file|editor|Edit|MultiEdit|Write)$/

/** How far instructions reach into a request, in characters: they come first. */
const reach = 20_000

function instructionsIn(request: string): CodingAgent | undefined {
  if (!firstWords.some((words) => request.includes(words))) return undefined
  const told = instructions.exec(request)?.[1]
  return told === undefined ? undefined : byInstructions[told as keyof typeof byInstructions]
}

/**
 * The coding agent that made a call; undefined where it was none. A client says who it is before its instructions do,
 * and they before its tools: programs that are built on an agent keep its tools and change the words.
 */
export function recogniseAgent({ userAgent, input, toolNames }: CallMarks): CodingAgent | undefined {
  const named = byUserAgent.find(([pattern]) => userAgent !== undefined && pattern.test(userAgent))
  if (named) return named[1]
  const told = instructionsIn(input?.slice(0, reach) ?? '')
  if (told) return told
  const tools = new Set(toolNames)
  const equipped = byTools.find(([names]) => names.every((name) => tools.has(name)))
  if (equipped) return equipped[1]
  return toolNames.some((name) => editing.test(name)) ? 'other' : undefined
}
