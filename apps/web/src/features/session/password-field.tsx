import { Eye, EyeOff } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Field } from '../../ui/field.tsx'

export function PasswordField() {
  const { t } = useTranslation()
  const [shown, setShown] = useState(false)
  return (
    <Field
      label={t('session.password')}
      name="password"
      type={shown ? 'text' : 'password'}
      autoComplete="current-password"
      required
      className="h-10 pr-11"
      after={
        <button
          type="button"
          aria-label={shown ? t('session.hidePassword') : t('session.showPassword')}
          aria-pressed={shown}
          onClick={() => setShown(!shown)}
          className="absolute inset-y-0 right-0 flex w-10 items-center justify-center rounded-md text-ink-3 hover:text-ink"
        >
          {shown ? <EyeOff size={16} /> : <Eye size={16} />}
        </button>
      }
    />
  )
}
