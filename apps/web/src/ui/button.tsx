import clsx from 'clsx'
import type { ComponentProps } from 'react'

const variants = {
  primary: 'bg-accent text-on-accent hover:bg-accent-strong disabled:opacity-60',
  danger: 'bg-danger text-on-accent hover:opacity-90 disabled:opacity-60',
  secondary:
    'border border-line-strong/70 bg-surface text-ink shadow-raised hover:bg-hover disabled:text-ink-3 disabled:hover:bg-surface',
  ghost: 'text-ink-2 hover:bg-hover hover:text-ink disabled:opacity-45 disabled:hover:bg-transparent',
} as const

const sizes = {
  sm: 'h-7 gap-1.5 px-2 text-xs pointer-coarse:h-9',
  md: 'h-8 gap-1.5 px-2.5 text-sm pointer-coarse:h-10',
  lg: 'h-10 gap-2 px-4 text-base',
  icon: 'size-8 justify-center text-sm pointer-coarse:size-10',
  iconSm: 'size-7 justify-center text-xs pointer-coarse:size-9',
} as const

export interface ButtonStyle {
  readonly variant?: keyof typeof variants
  readonly size?: keyof typeof sizes
}

export function buttonClass(
  { variant = 'secondary', size = 'md' }: ButtonStyle = {},
  extra?: string,
): string {
  return clsx(
    'inline-flex shrink-0 select-none items-center rounded-md font-medium whitespace-nowrap transition-colors',
    'aria-pressed:bg-accent-soft aria-pressed:text-accent-strong aria-pressed:border-accent/50',
    variants[variant],
    sizes[size],
    extra,
  )
}

export type ButtonProps = ComponentProps<'button'> & ButtonStyle

export function Button({ variant, size, className, type = 'button', ...props }: ButtonProps) {
  const style = { ...(variant && { variant }), ...(size && { size }) }
  return <button type={type} className={buttonClass(style, className)} {...props} />
}
