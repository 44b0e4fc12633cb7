import { CalendarRange, ChevronDown } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../lib/language.ts'
import { browserTimeZone, useTimeZone } from '../../lib/time-zone.ts'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { Popover } from '../../ui/popover.tsx'
import {
  defaultPreset,
  fromFieldValue,
  presets,
  type RangeSearch,
  toFieldValue,
  toInterval,
} from './time-range.ts'

interface RangePickerProps {
  readonly range: RangeSearch
  readonly onChange: (range: Pick<RangeSearch, 'range' | 'from' | 'to'>) => void
}

function PresetList({ range, onChange }: RangePickerProps) {
  const { t } = useTranslation()
  const current = range.from ? undefined : (range.range ?? defaultPreset)
  return (
    <div className="grid grid-cols-3 gap-1 sm:w-36 sm:grid-cols-1">
      {presets.map((preset) => (
        <Button
          key={preset}
          variant="ghost"
          aria-pressed={preset === current}
          onClick={() => onChange({ range: preset })}
        >
          {t(`range.${preset}`)}
        </Button>
      ))}
    </div>
  )
}

function CustomRange({ range, onChange }: RangePickerProps) {
  const { t } = useTranslation()
  const [shown] = useState(() => toInterval(range, Date.now()))
  const zone = useTimeZone()
  const [from, setFrom] = useState(toFieldValue(shown.from, zone))
  const [to, setTo] = useState(toFieldValue(shown.to, zone))
  const start = fromFieldValue(from, zone)
  const end = fromFieldValue(to, zone)
  const valid = start !== undefined && end !== undefined && start < end
  return (
    <form
      className="flex flex-col gap-3 sm:w-56"
      onSubmit={(event) => {
        event.preventDefault()
        if (valid) onChange({ from: start, to: end })
      }}
    >
      <Field
        label={t('range.from')}
        type="datetime-local"
        value={from}
        onChange={(event) => setFrom(event.target.value)}
      />
      <Field
        label={t('range.to')}
        type="datetime-local"
        value={to}
        onChange={(event) => setTo(event.target.value)}
      />
      <p className="min-h-5 text-xs text-ink-3">
        {valid ? t('range.zone', { zone: zone ?? browserTimeZone() }) : t('range.invalid')}
      </p>
      <Button type="submit" variant="primary" disabled={!valid} className="justify-center">
        {t('range.apply')}
      </Button>
    </form>
  )
}

export function RangePicker({ range, onChange }: RangePickerProps) {
  const { t } = useTranslation()
  const format = useFormats()
  const [open, setOpen] = useState(false)
  const label =
    range.from && range.to
      ? `${format.rowTime(range.from)} – ${format.rowTime(range.to)}`
      : t(`range.${range.range ?? defaultPreset}`)
  const choose: RangePickerProps['onChange'] = (next) => {
    setOpen(false)
    onChange(next)
  }
  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      label={t('range.label')}
      trigger={
        <Button aria-label={`${t('range.label')}: ${label}`}>
          <CalendarRange size={15} aria-hidden="true" className="text-ink-3" />
          {label}
          <ChevronDown size={14} aria-hidden="true" className="text-ink-3" />
        </Button>
      }
    >
      <div className="flex gap-4 p-3 max-sm:flex-col">
        <PresetList range={range} onChange={choose} />
        <div className="border-line max-sm:border-t max-sm:pt-3 sm:border-l sm:pl-4">
          <CustomRange range={range} onChange={choose} />
        </div>
      </div>
    </Popover>
  )
}
