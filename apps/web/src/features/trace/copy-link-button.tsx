import { Check } from 'lucide-react'
import { type ReactNode, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { copyText } from '../../lib/clipboard.ts'
import { IconButton } from '../../ui/icon-button.tsx'

/** Copies the address of the trace and the selected observation, without the list it was opened from. */
export function CopyLinkButton({ icon }: { readonly icon: ReactNode }) {
  const { t } = useTranslation()
  const [copied, setCopied] = useState(false)
  useEffect(() => {
    if (!copied) return
    const timer = setTimeout(() => setCopied(false), 1600)
    return () => clearTimeout(timer)
  }, [copied])
  const copy = async () => {
    const link = new URL(location.href)
    const observation = link.searchParams.get('observation')
    link.search = observation ? `?observation=${encodeURIComponent(observation)}` : ''
    setCopied(await copyText(link.href))
  }
  return (
    <IconButton label={copied ? t('app.copied') : t('trace.copyLink')} onClick={() => void copy()}>
      {copied ? <Check size={15} className="text-ok" /> : icon}
    </IconButton>
  )
}
