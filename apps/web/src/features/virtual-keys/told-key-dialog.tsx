import { useTranslation } from 'react-i18next'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Snippet } from '../../ui/snippet.tsx'
import { useSession } from '../session/session.ts'
import type { ToldKey } from './virtual-keys.ts'

/** The only moment in which a key can be copied, with what is needed to use it. */
export function ToldKeyDialog({ told, onClose }: { readonly told: ToldKey; readonly onClose: () => void }) {
  const { t } = useTranslation()
  const gatewayUrl = useSession().gatewayUrl.replace(/\/+$/, '')
  const texts = {
    key: told.key,
    openai: `OPENAI_BASE_URL=${gatewayUrl}/v1\nOPENAI_API_KEY=${told.key}`,
    claudeCode: `ANTHROPIC_BASE_URL=${gatewayUrl}\nANTHROPIC_AUTH_TOKEN=${told.key}`,
  }
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={t('virtualKeys.told.title')}>
      <div className="flex flex-col gap-4 overflow-y-auto p-4 text-sm">
        <p role="status" className="rounded-md bg-accent-soft px-3 py-2 text-pretty text-accent-strong">
          {t('virtualKeys.told.text')}
        </p>
        <dl className="flex flex-col gap-3">
          {(['key', 'openai', 'claudeCode'] as const).map((name) => (
            <div key={name} className="flex flex-col gap-1.5">
              <dt className="text-xs font-medium text-ink-2">{t(`virtualKeys.told.${name}`)}</dt>
              <dd>
                <Snippet name={t(`virtualKeys.told.${name}`)} text={texts[name]} />
              </dd>
            </div>
          ))}
        </dl>
        <div className="flex justify-end">
          <Button variant="primary" onClick={onClose}>
            {t('virtualKeys.told.done')}
          </Button>
        </div>
      </div>
    </Dialog>
  )
}
