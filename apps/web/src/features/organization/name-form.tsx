import type { UseMutationResult } from '@tanstack/react-query'
import { type SubmitEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useErrorText } from '../../lib/error-text.ts'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'

interface NameFormProps {
  readonly label: string
  readonly name: string
  readonly rename: UseMutationResult<object, Error, string>
}

/** A name that can be changed where it stands. */
export function NameForm({ label, name, rename }: NameFormProps) {
  const { t } = useTranslation()
  const errorText = useErrorText()
  const [wanted, setWanted] = useState(name)
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    rename.mutate(wanted)
  }
  const isChanged = wanted.trim() !== name
  return (
    <form onSubmit={submit} className="flex flex-col gap-2 px-4 pt-3 pb-4">
      <div className="flex items-end gap-2">
        <div className="min-w-0 flex-1">
          <Field
            label={label}
            required
            maxLength={100}
            autoComplete="off"
            value={wanted}
            onChange={(event) => setWanted(event.target.value)}
          />
        </div>
        <Button type="submit" variant="primary" disabled={rename.isPending || !isChanged}>
          {t('account.save')}
        </Button>
      </div>
      {rename.error && (
        <p role="alert" className="text-sm text-danger">
          {errorText(rename.error)}
        </p>
      )}
      <p role="status" className="text-sm text-ok empty:hidden">
        {rename.isSuccess && !isChanged && t('account.saved')}
      </p>
    </form>
  )
}
