import { Columns3 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useStoredValue } from '../../lib/stored-value.ts'
import { Button } from '../../ui/button.tsx'
import { Menu, MenuCheck, MenuItem, MenuLabel, MenuSeparator } from '../../ui/menu.tsx'
import { initiallyHidden, traceColumnIds } from './trace-columns.tsx'

type Visibility = Readonly<Record<string, boolean>>

/** Which columns are shown: a choice of this browser over what is shown at first. */
export function useColumnVisibility(): [Visibility, (visibility: Visibility) => void] {
  return useStoredValue<Visibility>('traceColumns', (stored) => ({
    ...initiallyHidden,
    ...(isVisibility(stored) ? stored : {}),
  }))
}

function isVisibility(stored: unknown): stored is Visibility {
  return (
    typeof stored === 'object' &&
    stored !== null &&
    Object.values(stored).every((shown) => typeof shown === 'boolean')
  )
}

interface ColumnMenuProps {
  readonly visibility: Visibility
  readonly onChange: (visibility: Visibility) => void
}

export function ColumnMenu({ visibility, onChange }: ColumnMenuProps) {
  const { t } = useTranslation()
  return (
    <Menu
      align="end"
      trigger={
        <Button aria-label={t('traces.columns')}>
          <Columns3 size={15} aria-hidden="true" className="text-ink-3" />
          <span className="max-xl:sr-only">{t('traces.columns')}</span>
        </Button>
      }
    >
      <MenuLabel>{t('traces.columns')}</MenuLabel>
      {traceColumnIds
        .filter((id) => id !== 'name')
        .map((id) => (
          <MenuCheck
            key={id}
            checked={visibility[id] !== false}
            onChange={(shown) => onChange({ ...visibility, [id]: shown })}
          >
            {t(`traces.column.${id}`)}
          </MenuCheck>
        ))}
      <MenuSeparator />
      <MenuItem
        onSelect={() =>
          onChange({ ...Object.fromEntries(traceColumnIds.map((id) => [id, true])), ...initiallyHidden })
        }
      >
        {t('traces.resetColumns')}
      </MenuItem>
    </Menu>
  )
}
