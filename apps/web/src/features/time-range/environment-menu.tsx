import { listEnvironments } from '@kansoku/contracts'
import { useQuery } from '@tanstack/react-query'
import { ChevronDown, Layers } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { api } from '../../lib/api.ts'
import { Button } from '../../ui/button.tsx'
import { Menu, MenuCheck, MenuItem, MenuLabel, MenuSeparator } from '../../ui/menu.tsx'

interface EnvironmentMenuProps {
  readonly projectId: string
  readonly value: readonly string[]
  readonly onChange: (env: readonly string[] | undefined) => void
}

function useEnvironments(projectId: string, chosen: readonly string[]): string[] {
  const { data } = useQuery({
    queryKey: ['environments', projectId],
    queryFn: ({ signal }) => api.call(listEnvironments, { params: { projectId } }, { signal }),
    staleTime: 60_000,
  })
  const known = data?.environments ?? []
  return [...known, ...chosen.filter((name) => !known.includes(name))]
}

export function EnvironmentMenu({ projectId, value, onChange }: EnvironmentMenuProps) {
  const { t } = useTranslation()
  const environments = useEnvironments(projectId, value)
  const label =
    value.length === 0
      ? t('range.allEnvironments')
      : value.length === 1
        ? (value[0] ?? '')
        : t('range.environments', { count: value.length })
  const toggle = (name: string, checked: boolean) => {
    const next = checked ? [...value, name] : value.filter((other) => other !== name)
    onChange(next.length === 0 ? undefined : next)
  }
  return (
    <Menu
      align="end"
      trigger={
        <Button aria-label={`${t('range.environment')}: ${label}`}>
          <Layers size={15} aria-hidden="true" className="text-ink-3" />
          <span className="max-w-32 truncate max-sm:sr-only">{label}</span>
          <ChevronDown size={14} aria-hidden="true" className="text-ink-3" />
        </Button>
      }
    >
      <MenuLabel>{t('range.environment')}</MenuLabel>
      {environments.map((name) => (
        <MenuCheck key={name} checked={value.includes(name)} onChange={(checked) => toggle(name, checked)}>
          {name}
        </MenuCheck>
      ))}
      {environments.length === 0 && <MenuItem disabled>{t('range.noEnvironments')}</MenuItem>}
      {value.length > 0 && (
        <>
          <MenuSeparator />
          <MenuItem onSelect={() => onChange(undefined)}>{t('range.allEnvironments')}</MenuItem>
        </>
      )}
    </Menu>
  )
}
