import { useTranslation } from 'react-i18next'
import { Button } from '../../ui/button.tsx'
import type { Problem } from './term.ts'

interface ProblemTextProps {
  readonly id: string
  readonly text: string
  readonly problem: Problem
  /** Takes the text that was meant, with the cursor behind what was mended. */
  readonly onMend: (text: string, cursor: number) => void
}

/** Why a text is no search: in words, with its place, and what may have been meant. */
export function ProblemText({ id, text, problem, onMend }: ProblemTextProps) {
  const { t } = useTranslation()
  const { code, from, to, given, nearest } = problem
  const mend = (meant: string) =>
    onMend(`${text.slice(0, from)}${meant}${text.slice(to)}`, from + meant.length)
  return (
    <div
      id={id}
      role="alert"
      className="flex flex-col gap-1 border-b border-line p-3 text-xs last:border-b-0"
    >
      <p className="truncate font-mono text-ink-3">
        {text.slice(Math.max(0, from - 24), from)}
        <mark className="bg-danger-soft text-danger underline decoration-wavy underline-offset-3">
          {text.slice(from, to)}
        </mark>
        {text.slice(to)}
      </p>
      <p className="text-sm text-pretty text-danger">{t(`search.problem.${code}`, { given })}</p>
      {nearest !== undefined && (
        <p className="flex items-center gap-2 text-ink-2">
          {t('search.meant')}
          <Button
            size="sm"
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => mend(nearest)}
            className="font-mono"
          >
            {nearest}
          </Button>
        </p>
      )}
      {code === 'unknownField' && <p className="text-pretty text-ink-3">{t('search.quoteIt')}</p>}
    </div>
  )
}
