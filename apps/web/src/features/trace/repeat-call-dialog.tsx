import type { ObservationDetail } from '@kansoku/contracts'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Dialog } from '../../ui/dialog.tsx'
import { Segmented } from '../../ui/segmented.tsx'
import { Snippet } from '../../ui/snippet.tsx'
import { cutText } from '../messages/text-length.ts'
import { useSession } from '../session/session.ts'
import { type CallLanguage, callBody, writeCall } from './repeat-call.ts'

interface RepeatCallDialogProps {
  readonly observation: ObservationDetail
  readonly onClose: () => void
}

const names = [
  { value: 'curl', label: 'cURL' },
  { value: 'python', label: 'Python' },
  { value: 'javascript', label: 'JavaScript' },
] as const satisfies readonly { readonly value: CallLanguage; readonly label: string }[]

/** Characters: laying out megabytes would hold up the page. */
const mostShown = 20_000

/** A generation as a program that asks the gateway the same again. */
export function RepeatCallDialog({ observation, onClose }: RepeatCallDialogProps) {
  const { t } = useTranslation()
  const { gatewayUrl } = useSession()
  const [language, setLanguage] = useState<CallLanguage>('curl')
  const body = useMemo(() => callBody(observation), [observation])
  const text = useMemo(() => writeCall(language, body, gatewayUrl), [language, body, gatewayUrl])
  const { shown } = cutText(text, mostShown)
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={t('trace.repeat')}>
      <div className="flex min-h-0 flex-col gap-3 overflow-y-auto p-4 text-sm">
        <p className="text-pretty text-ink-2">{t('trace.repeatText')}</p>
        <Segmented<CallLanguage>
          label={t('trace.repeatLanguage')}
          className="self-start"
          value={language}
          options={names}
          onChange={setLanguage}
        />
        <Snippet name={t('trace.repeat')} text={text} shown={shown} />
        {shown !== text && <p className="text-xs text-ink-3">{t('trace.repeatCut')}</p>}
      </div>
    </Dialog>
  )
}
