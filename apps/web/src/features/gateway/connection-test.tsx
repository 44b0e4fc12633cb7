import { CircleAlert, CircleCheck } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useErrorText } from '../../lib/error-text.ts'
import { useFormats } from '../../lib/language.ts'
import { Button } from '../../ui/button.tsx'

interface ConnectionTestProps {
  /** Of what is tested, for those who do not see the row. */
  readonly name: string
  /** The mutation that tests it. */
  readonly test: {
    readonly isPending: boolean
    readonly error: Error | null
    readonly data:
      | { readonly error: string | null; readonly seconds: number; readonly isReachable: boolean }
      | undefined
  }
  readonly onTest: () => void
}

/** Tests a connection of the gateway and says how that went. */
export function ConnectionTest({ name, test, onTest }: ConnectionTestProps) {
  const { t } = useTranslation()
  const { duration } = useFormats()
  const errorText = useErrorText()
  const told = test.data?.isReachable === false ? t('models.awayTitle') : test.data?.error
  const problem = test.error ? errorText(test.error) : told
  return (
    <span className="flex min-w-0 items-center gap-2">
      <Button
        size="sm"
        aria-label={t('gateway.test.named', { name })}
        disabled={test.isPending}
        onClick={onTest}
      >
        {test.isPending ? t('gateway.test.running') : t('gateway.test.action')}
      </Button>
      <span role="status" className="flex min-w-0 items-center gap-1.5 text-xs">
        {problem && !test.isPending && (
          <span title={problem} className="flex min-w-0 items-center gap-1 text-danger">
            <CircleAlert size={13} aria-hidden="true" className="shrink-0" />
            <span className="truncate">{problem}</span>
          </span>
        )}
        {test.data && !problem && !test.isPending && (
          <span className="flex items-center gap-1 whitespace-nowrap text-ok">
            <CircleCheck size={13} aria-hidden="true" />
            {t('gateway.test.answered', { time: duration(test.data.seconds) })}
          </span>
        )}
      </span>
    </span>
  )
}
