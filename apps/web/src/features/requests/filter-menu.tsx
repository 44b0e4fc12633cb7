import { useQuery } from '@tanstack/react-query'
import { ChevronDown } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../lib/language.ts'
import { Button } from '../../ui/button.tsx'
import { Menu, MenuCheck, MenuItem, MenuLabel, MenuSeparator } from '../../ui/menu.tsx'
import { usageByQuery, usageNamesQuery } from '../usage/usage-queries.ts'
import { useUsageNames } from '../usage/use-usage-names.ts'
import { fromFilterValue, type RequestFilter, type RequestSearch, toFilterValue } from './request-search.ts'

interface FilterMenuProps {
  readonly projectId: string
  readonly name: RequestFilter
  readonly search: RequestSearch
  readonly onChange: (part: RequestSearch) => void
}

/** What people call the values that are chosen. */
function useChosen({ projectId, name, search }: FilterMenuProps) {
  const ids = (search[name] ?? []).map(fromFilterValue)
  const { data } = useQuery(usageNamesQuery(projectId, name, ids))
  return ids.map((id) => data?.names.find((one) => one.id === id) ?? { id, name: null })
}

/** Values that calls of the range have, with how many there are of each, and those chosen. */
function useOptions(props: FilterMenuProps) {
  const { projectId, name, search } = props
  const { range, from, to } = search
  const { data } = useQuery(usageByQuery({ projectId, range: { range, from, to } }, name))
  const found = data?.rows ?? []
  const missing = useChosen(props).filter(({ id: chosen }) => !found.some(({ id }) => id === chosen))
  const options = [...found, ...missing.map((one) => ({ ...one, calls: 0 }))]
  const nameOf = useUsageNames(name, options)
  return options.map((option) => ({
    value: toFilterValue(option.id),
    calls: option.calls,
    label: nameOf(option),
  }))
}

/** Narrows the list to some models, keys or whatever else calls are told apart by. */
export function FilterMenu(props: FilterMenuProps) {
  const { name, search } = props
  const { t } = useTranslation()
  const chosen = search[name] ?? []
  const named = useChosen(props)
  const nameOf = useUsageNames(name, named)
  const labels = named.map(nameOf)
  const title = t(`usage.by.${name}`)
  return (
    <Menu
      trigger={
        <Button size="sm" aria-pressed={chosen.length > 0}>
          <span className="text-ink-2">{title}</span>
          {labels.length > 0 && <span className="max-w-40 truncate">{labels.join(t('app.or'))}</span>}
          <ChevronDown size={13} aria-hidden="true" className="text-ink-3" />
        </Button>
      }
    >
      <MenuLabel>{title}</MenuLabel>
      <FilterOptions {...props} />
    </Menu>
  )
}

/** Mounted while the menu is open. */
function FilterOptions(props: FilterMenuProps) {
  const { name, search, onChange } = props
  const { t } = useTranslation()
  const { compact } = useFormats()
  const options = useOptions(props)
  const chosen = search[name] ?? []
  const toggle = (value: string, checked: boolean) => {
    const next = checked ? [...chosen, value] : chosen.filter((other) => other !== value)
    onChange({ [name]: next.length > 0 ? next : undefined })
  }
  return (
    <>
      {options.map(({ value, label, calls }) => (
        <MenuCheck
          key={value}
          checked={chosen.includes(value)}
          onChange={(checked) => toggle(value, checked)}
        >
          <span className="flex items-baseline gap-3">
            <span title={label} className="min-w-0 flex-1 truncate">
              {label}
            </span>
            <span className="text-xs text-ink-3 tabular">{compact(calls)}</span>
          </span>
        </MenuCheck>
      ))}
      {options.length === 0 && <MenuItem disabled>{t('traces.noValues')}</MenuItem>}
      {chosen.length > 0 && (
        <>
          <MenuSeparator />
          <MenuItem onSelect={() => onChange({ [name]: undefined })}>{t('requests.all')}</MenuItem>
        </>
      )}
    </>
  )
}
