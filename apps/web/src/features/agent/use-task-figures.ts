import type { AgentTaskDetail } from '@kansoku/contracts'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../lib/language.ts'
import { cacheShare } from '../agents/task-figures.ts'
import type { Figure } from './figures-row.tsx'

/** What a task adds up to: the same figures over one task and beside others. */
export function useTaskFigures(): (task: AgentTaskDetail) => Figure[] {
  const { t } = useTranslation()
  const { number, compact, cost, percent, duration } = useFormats()
  const named = (key: 'cost' | 'turns' | 'context' | 'cache' | 'time' | 'changes') => ({
    key,
    label: t(`agents.figure.${key}`),
  })
  return (task) => {
    const { turns, totalCost, turnCount, failedTurns, waits, files } = task
    const largest = Math.max(0, ...turns.map(({ inputTokens }) => inputTokens))
    const share = cacheShare(task)
    const sum = (key: 'added' | 'removed') => files.reduce((total, file) => total + file[key], 0)
    const changed = files.filter(({ added, removed }) => added + removed > 0).length
    return [
      {
        ...named('cost'),
        value: totalCost === null ? '–' : cost(totalCost),
        detail: t('agents.perTurn', {
          cost: totalCost === null || turnCount === 0 ? '–' : cost(totalCost / turnCount),
        }),
      },
      {
        ...named('turns'),
        value: number(turnCount),
        detail: t('agents.failedTurns', { count: failedTurns, shown: number(failedTurns) }),
      },
      {
        ...named('context'),
        value: compact(largest),
        detail: t('agents.tokensInOut', {
          input: compact(task.inputTokens),
          output: compact(task.outputTokens),
        }),
      },
      {
        ...named('cache'),
        value: share === null ? '–' : percent(share),
        detail: t('agents.cached', {
          read: compact(task.cacheReadTokens),
          write: compact(task.cacheWriteTokens),
        }),
      },
      {
        ...named('time'),
        value: duration(task.duration),
        detail: t('agents.waited', { model: duration(waits.model), tools: duration(waits.tools) }),
      },
      {
        ...named('changes'),
        value: t('agents.files', { count: changed, shown: number(changed) }),
        detail: `+${number(sum('added'))} −${number(sum('removed'))}`,
      },
    ]
  }
}
