import type { ReactNode } from 'react'
import { Button, type ButtonProps } from './button.tsx'
import { Tooltip } from './tooltip.tsx'

interface IconButtonProps extends ButtonProps {
  /** Accessible name, shown on hover and focus too. */
  readonly label: string
  readonly children: ReactNode
  readonly shortcut?: string
}

export function IconButton({ label, shortcut, variant = 'ghost', size = 'icon', ...props }: IconButtonProps) {
  return (
    <Tooltip label={label} {...(shortcut ? { shortcut } : {})}>
      <Button aria-label={label} variant={variant} size={size} {...props} />
    </Tooltip>
  )
}
