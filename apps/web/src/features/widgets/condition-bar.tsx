import type { FilterCondition } from '@kansoku/contracts'
import { Plus, X } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../ui/button.tsx'
import { Popover } from '../../ui/popover.tsx'
import { ConditionForm } from './condition-form.tsx'
import { addCondition, type FilterField } from './conditions.ts'
import { useConditionText } from './use-condition-text.ts'
import type { WidgetScope } from './widget-query.ts'

interface ConditionBarProps {
  readonly scope: WidgetScope
  readonly fields: readonly FilterField[]
  readonly conditions: readonly FilterCondition[]
  readonly onChange: (conditions: FilterCondition[]) => void
}

/** Conditions as chips, each to be taken away, and a way to add one. */
export function ConditionBar({ scope, fields, conditions, onChange }: ConditionBarProps) {
  const { t } = useTranslation()
  const textOf = useConditionText()
  const [open, setOpen] = useState(false)
  return (
    <ul aria-label={t('widgets.filters')} className="flex min-w-0 flex-wrap items-center gap-1.5">
      {conditions.map((condition, index) => {
        const text = textOf(condition)
        return (
          <li key={text} className="flex max-w-full items-center rounded-md bg-accent-soft text-xs">
            <span className="truncate py-1 pl-2 text-accent-strong">{text}</span>
            <Button
              variant="ghost"
              size="iconSm"
              aria-label={t('widgets.removeFilter', { filter: text })}
              onClick={() => onChange(conditions.toSpliced(index, 1))}
            >
              <X size={12} />
            </Button>
          </li>
        )
      })}
      <li>
        <Popover
          open={open}
          onOpenChange={setOpen}
          align="start"
          label={t('widgets.addFilter')}
          trigger={
            <Button size="sm" variant="ghost">
              <Plus size={13} aria-hidden="true" />
              {t('widgets.addFilter')}
            </Button>
          }
        >
          <ConditionForm
            scope={scope}
            fields={fields}
            onAdd={(added) => {
              setOpen(false)
              onChange(addCondition(conditions, added))
            }}
          />
        </Popover>
      </li>
    </ul>
  )
}
