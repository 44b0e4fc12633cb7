import { CircleAlert, CircleCheck } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useErrorText } from '../../lib/error-text.ts'
import { useFormats } from '../../lib/language.ts'
import { Button } from '../../ui/button.tsx'
import { useTestModel } from './models.ts'

interface ModelTestProps {
  readonly projectId: string
  readonly id: string
  readonly name: string
}

/** Calls a deployment and says how that went. */
export function ModelTest({ projectId, id, name }: ModelTestProps) {
  const { t } = useTranslation()
  const { duration } = useFormats()
  const errorText = useErrorText()
  const test = useTestModel(projectId)
  const problem = test.error ? errorText(test.error) : test.data?.error
  return (
    <span className="flex min-w-0 items-center gap-2">
      <Button
        size="sm"
        aria-label={t('models.testNamed', { name })}
        disabled={test.isPending}
        onClick={() => test.mutate(id)}
      >
        {test.isPending ? t('models.testing') : t('models.test')}
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
            {t('models.answered', { time: duration(test.data.seconds) })}
          </span>
        )}
      </span>
    </span>
  )
}
