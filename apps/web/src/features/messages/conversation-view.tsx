import {
  type Conversation,
  pairResults,
  type ToolDefinition,
  type ToolResult,
  type Turn,
} from '@kansoku/conversations'
import { Wrench } from 'lucide-react'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Badge } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { Tooltip } from '../../ui/tooltip.tsx'
import { CollapsedJson } from './collapsed-json.tsx'
import { TurnView } from './turn-view.tsx'

/** A history longer than this shows its beginning and its end. */
const wholeUpTo = 12
const shownAtEnd = 6

function Tools({ tools }: { readonly tools: readonly ToolDefinition[] }) {
  const { t } = useTranslation()
  if (tools.length === 0) return null
  return (
    <div className="border-b border-line py-3">
      <CollapsedJson label={t('messages.tools', { count: tools.length })} value={tools}>
        <span className="flex min-w-0 flex-wrap gap-1">
          {tools.slice(0, 12).map((tool, index) => (
            <Tooltip key={index} label={tool.description?.slice(0, 300) ?? tool.name}>
              <Badge className="font-mono">
                <Wrench size={10} aria-hidden="true" />
                {tool.name}
              </Badge>
            </Tooltip>
          ))}
        </span>
      </CollapsedJson>
    </div>
  )
}

interface ConversationViewProps {
  readonly input: Conversation | undefined
  readonly output: Conversation | undefined
  /** Results of the calls in the answer, where they are known from what followed. */
  readonly lateResults?: ReadonlyMap<string, ToolResult>
}

/** The first turns, what lies between them and the last ones, and those. */
function splitHistory(turns: readonly Turn[]): {
  head: readonly Turn[]
  hidden: number
  tail: readonly Turn[]
} {
  if (turns.length <= wholeUpTo) return { head: turns, hidden: 0, tail: [] }
  const head = turns.slice(0, 2)
  const tail = turns.slice(-shownAtEnd)
  return { head, hidden: turns.length - head.length - tail.length, tail }
}

/** A request and its answer as one conversation; a result of a tool stands with its call. */
export function ConversationView({ input, output, lateResults }: ConversationViewProps) {
  const { t } = useTranslation()
  const [all, setAll] = useState(false)
  const { history, answer, results } = useMemo(() => {
    const asked = input?.messages ?? []
    const paired = pairResults([...asked, ...(output?.messages ?? [])])
    return {
      history: paired.turns.filter(({ index }) => index < asked.length),
      answer: paired.turns.filter(({ index }) => index >= asked.length),
      results: new Map([...(lateResults ?? []), ...paired.results]),
    }
  }, [input, output, lateResults])
  const { head, hidden, tail } = all ? { head: history, hidden: 0, tail: [] } : splitHistory(history)
  const turn = (item: Turn, isAnswer: boolean) => (
    <TurnView key={item.index} turn={item} results={results} isAnswer={isAnswer} />
  )
  return (
    <div>
      <Tools tools={input?.tools ?? []} />
      <ol aria-label={t('messages.conversation')} className="divide-y divide-line">
        {head.map((item) => turn(item, false))}
        {hidden > 0 && (
          <li className="flex justify-center py-2">
            <Button size="sm" onClick={() => setAll(true)}>
              {t('messages.showHidden', { count: hidden })}
            </Button>
          </li>
        )}
        {tail.map((item) => turn(item, false))}
        {answer.map((item) => turn(item, true))}
      </ol>
    </div>
  )
}
