import type { CodingAgent } from '@kansoku/conversations'
import { useTranslation } from 'react-i18next'
import { Badge, type Tone } from '../../ui/badge.tsx'

/** Names of agents, the same in every language. */
const names: Readonly<Record<Exclude<CodingAgent, 'other'>, string>> = {
  cline: 'Cline',
  'claude-code': 'Claude Code',
  'roo-code': 'Roo Code',
  'kilo-code': 'Kilo Code',
  codex: 'Codex',
  'gemini-cli': 'Gemini CLI',
  'qwen-code': 'Qwen Code',
  opencode: 'OpenCode',
  aider: 'Aider',
}

const tones: Readonly<Partial<Record<string, Tone>>> = {
  cline: 'accent',
  'claude-code': 'warn',
  'roo-code': 'violet',
  codex: 'ok',
}

export function useAgentName(): (agent: string) => string {
  const { t } = useTranslation()
  return (agent) => (agent in names ? names[agent as keyof typeof names] : t('agents.otherAgent'))
}

export function AgentBadge({ agent }: { readonly agent: string }) {
  const nameOf = useAgentName()
  return <Badge tone={tones[agent] ?? 'neutral'}>{nameOf(agent)}</Badge>
}
