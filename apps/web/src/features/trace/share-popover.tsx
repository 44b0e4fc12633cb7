import type { TraceDetail } from '@kansoku/contracts'
import { Globe, Lock } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { belowBase } from '../../lib/base-path.ts'
import { Button } from '../../ui/button.tsx'
import { CopyButton } from '../../ui/copy-button.tsx'
import { Input } from '../../ui/field.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { Popover } from '../../ui/popover.tsx'

interface SharePopoverProps {
  readonly projectId: string
  readonly trace: TraceDetail
  readonly isPending: boolean
  readonly onChange: (isPublic: boolean) => void
}

/** Where whoever has the address reads a public trace. */
function publicLink(projectId: string, traceId: string): string {
  const query = new URLSearchParams({ project: projectId })
  return new URL(belowBase(`/public/traces/${encodeURIComponent(traceId)}?${query}`), location.origin).href
}

/** Publishes a trace and takes it back. */
export function SharePopover({ projectId, trace, isPending, onChange }: SharePopoverProps) {
  const { t } = useTranslation()
  const isPublic = trace.public
  const link = publicLink(projectId, trace.id)
  return (
    <Popover
      label={t('trace.share')}
      trigger={
        <IconButton label={t(isPublic ? 'trace.sharePublic' : 'trace.share')}>
          {isPublic ? <Globe size={16} className="text-accent" /> : <Lock size={16} />}
        </IconButton>
      }
    >
      <div className="flex w-[min(26rem,calc(100vw-2rem))] flex-col gap-3 p-4 text-sm">
        <p className="font-semibold">{t(isPublic ? 'trace.isPublic' : 'trace.isPrivate')}</p>
        <p className="text-pretty text-ink-2">{t(isPublic ? 'trace.publicText' : 'trace.privateText')}</p>
        {isPublic && (
          <span className="flex items-center gap-1">
            <Input readOnly aria-label={t('trace.publicLink')} value={link} className="font-mono text-xs" />
            <CopyButton text={link} label={t('trace.copyLink')} size="icon" />
          </span>
        )}
        <Button
          variant={isPublic ? 'secondary' : 'primary'}
          className="self-end"
          disabled={isPending}
          onClick={() => onChange(!isPublic)}
        >
          {t(isPublic ? 'trace.unpublish' : 'trace.publish')}
        </Button>
      </div>
    </Popover>
  )
}
