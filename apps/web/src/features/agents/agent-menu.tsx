import { codingAgents } from '@kansoku/conversations'
import { Bot, ChevronDown } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../ui/button.tsx'
import { Menu, MenuCheck, MenuItem, MenuSeparator } from '../../ui/menu.tsx'
import { useAgentName } from './agent-name.tsx'

interface AgentMenuProps {
  readonly value: readonly string[]
  readonly onChange: (agents: readonly string[] | undefined) => void
}

/** Narrows the list to the tasks of some agents. */
export function AgentMenu({ value, onChange }: AgentMenuProps) {
  const { t } = useTranslation()
  const nameOf = useAgentName()
  const label = value.length === 0 ? t('agents.allAgents') : value.map(nameOf).join(', ')
  const toggle = (agent: string, checked: boolean) => {
    const next = checked ? [...value, agent] : value.filter((other) => other !== agent)
    onChange(next.length === 0 ? undefined : next)
  }
  return (
    <Menu
      align="end"
      trigger={
        <Button aria-label={`${t('agents.column.agent')}: ${label}`}>
          <Bot size={15} aria-hidden="true" className="text-ink-3" />
          <span className="max-w-40 truncate max-sm:sr-only">{label}</span>
          <ChevronDown size={14} aria-hidden="true" className="text-ink-3" />
        </Button>
      }
    >
      {codingAgents.map((agent) => (
        <MenuCheck key={agent} checked={value.includes(agent)} onChange={(checked) => toggle(agent, checked)}>
          {nameOf(agent)}
        </MenuCheck>
      ))}
      {value.length > 0 && (
        <>
          <MenuSeparator />
          <MenuItem onSelect={() => onChange(undefined)}>{t('agents.allAgents')}</MenuItem>
        </>
      )}
    </Menu>
  )
}
