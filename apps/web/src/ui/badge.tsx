import clsx from 'clsx'
import type { ComponentProps } from 'react'

export const tones = {
  neutral: 'bg-sunken text-ink-2',
  accent: 'bg-accent-soft text-accent-strong',
  danger: 'bg-danger-soft text-danger',
  warn: 'bg-warn-soft text-warn',
  ok: 'bg-ok-soft text-ok',
  violet: 'bg-violet-soft text-violet',
} as const
export type Tone = keyof typeof tones

export function Badge({
  tone = 'neutral',
  className,
  ...props
}: ComponentProps<'span'> & { readonly tone?: Tone }) {
  return (
    <span
      className={clsx(
        'inline-flex h-5 max-w-full shrink-0 items-center gap-1 truncate rounded-sm px-1.5 text-2xs font-medium',
        tones[tone],
        className,
      )}
      {...props}
    />
  )
}
