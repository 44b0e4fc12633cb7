import { useTranslation } from 'react-i18next'
import { ToldOnce } from '../../ui/told-once.tsx'
import { useSession } from '../session/session.ts'
import type { ToldKey } from './virtual-keys.ts'

export function ToldKeyDialog({ told, onClose }: { readonly told: ToldKey; readonly onClose: () => void }) {
  const { t } = useTranslation()
  const gatewayUrl = useSession().gatewayUrl.replace(/\/+$/, '')
  return (
    <ToldOnce
      title={t('virtualKeys.told.title')}
      warning={t('virtualKeys.told.text')}
      items={[
        { name: t('virtualKeys.told.key'), text: told.key },
        {
          name: t('virtualKeys.told.openai'),
          text: `OPENAI_BASE_URL=${gatewayUrl}/v1\nOPENAI_API_KEY=${told.key}`,
        },
        {
          name: t('virtualKeys.told.claudeCode'),
          text: `ANTHROPIC_BASE_URL=${gatewayUrl}\nANTHROPIC_AUTH_TOKEN=${told.key}`,
        },
      ]}
      done={t('virtualKeys.told.done')}
      onClose={onClose}
    />
  )
}
