import { Check, Copy } from 'lucide-react'
import { type ReactNode, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { copyText } from '../lib/clipboard.ts'
import { IconButton } from './icon-button.tsx'

interface CopyButtonProps {
  /** What is copied; a function when making the text costs something. */
  readonly text: string | (() => string)
  /** What it is, for the accessible name. */
  readonly label?: string
  readonly icon?: ReactNode
  readonly size?: 'icon' | 'iconSm'
  readonly className?: string
}

export function CopyButton({
  text,
  label,
  icon = <Copy size={14} />,
  size = 'iconSm',
  className,
}: CopyButtonProps) {
  const { t } = useTranslation()
  const [copied, setCopied] = useState(false)
  useEffect(() => {
    if (!copied) return
    const timer = setTimeout(() => setCopied(false), 1600)
    return () => clearTimeout(timer)
  }, [copied])
  const copy = async () => setCopied(await copyText(typeof text === 'string' ? text : text()))
  return (
    <IconButton
      label={copied ? t('app.copied') : (label ?? t('app.copy'))}
      size={size}
      onClick={(event) => {
        event.stopPropagation()
        void copy()
      }}
      {...(className ? { className } : {})}
    >
      {copied ? <Check size={14} className="text-ok" /> : icon}
      <span role="status" className="sr-only">
        {copied ? t('app.copied') : ''}
      </span>
    </IconButton>
  )
}
