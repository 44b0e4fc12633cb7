import { observationLevels, observationTypes } from '@kansoku/contracts'
import { CircleAlert, FoldVertical, ListFilter, Search, UnfoldVertical } from 'lucide-react'
import type { KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../lib/language.ts'
import { Button } from '../../ui/button.tsx'
import { Input } from '../../ui/field.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { Menu, MenuCheck, MenuLabel } from '../../ui/menu.tsx'
import { chosenCount, type TreeFilter, toggled } from './tree-filter.ts'

interface FilterProps {
  readonly filter: TreeFilter
  readonly onFilter: (filter: TreeFilter) => void
}

interface TreeToolbarProps extends FilterProps {
  readonly errors: number
  readonly onNextError: () => void
  /** Goes to the next hit, or with -1 to the one before. */
  readonly onHit: (step: 1 | -1) => void
  readonly onExpand: () => void
  readonly onCollapse: () => void
}

/** What a tree is searched and narrowed with. */
export function TreeToolbar({ filter, onFilter, errors, onNextError, onHit, ...folding }: TreeToolbarProps) {
  const { t } = useTranslation()
  const { number } = useFormats()
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.nativeEvent.isComposing) return
    event.preventDefault()
    onHit(event.shiftKey ? -1 : 1)
  }
  return (
    <div className="flex items-center gap-1 border-b border-line px-3 py-1.5">
      <span className="relative min-w-0 flex-1">
        <Search
          size={13}
          aria-hidden="true"
          className="pointer-events-none absolute top-1/2 left-2 -translate-y-1/2 text-ink-3"
        />
        <Input
          type="search"
          aria-label={t('trace.search')}
          placeholder={t('trace.searchPlaceholder')}
          maxLength={500}
          value={filter.text}
          onChange={(event) => onFilter({ ...filter, text: event.target.value })}
          onKeyDown={onKeyDown}
          className="h-7 pl-7 text-xs"
        />
      </span>
      <FilterMenu filter={filter} onFilter={onFilter} />
      {errors > 0 && (
        <Button size="sm" onClick={onNextError} title={t('trace.nextError', { count: errors })}>
          <CircleAlert size={13} aria-hidden="true" className="text-danger" />
          <span className="sr-only">{t('trace.nextError', { count: errors })}</span>
          <span aria-hidden="true">{number(errors)}</span>
        </Button>
      )}
      <IconButton label={t('trace.expandAll')} size="iconSm" onClick={folding.onExpand}>
        <UnfoldVertical size={14} />
      </IconButton>
      <IconButton label={t('trace.collapseAll')} size="iconSm" onClick={folding.onCollapse}>
        <FoldVertical size={14} />
      </IconButton>
    </div>
  )
}

/** Narrows the tree to types and levels. */
function FilterMenu({ filter, onFilter }: FilterProps) {
  const { t } = useTranslation()
  const { number } = useFormats()
  const chosen = chosenCount(filter)
  return (
    <Menu
      align="end"
      trigger={
        <Button size="sm" variant="ghost" aria-pressed={chosen > 0}>
          <ListFilter size={14} aria-hidden="true" />
          <span className="sr-only">{t('trace.filter', { count: chosen })}</span>
          {chosen > 0 && <span aria-hidden="true">{number(chosen)}</span>}
        </Button>
      }
    >
      <MenuLabel>{t('traces.column.level')}</MenuLabel>
      {observationLevels.map((level) => (
        <MenuCheck
          key={level}
          checked={filter.levels.has(level)}
          onChange={() => onFilter({ ...filter, levels: toggled(filter.levels, level) })}
        >
          {t(`traces.level.${level}`)}
        </MenuCheck>
      ))}
      <MenuLabel>{t('trace.observationType')}</MenuLabel>
      {observationTypes.map((type) => (
        <MenuCheck
          key={type}
          checked={filter.types.has(type)}
          onChange={() => onFilter({ ...filter, types: toggled(filter.types, type) })}
        >
          {t(`trace.type.${type}`)}
        </MenuCheck>
      ))}
    </Menu>
  )
}
