import { readConversation } from '@kansoku/conversations'
import { ArrowDown } from 'lucide-react'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useStoredValue } from '../../lib/stored-value.ts'
import { Button } from '../../ui/button.tsx'
import { Segmented } from '../../ui/segmented.tsx'
import { JsonView } from '../json/json-view.tsx'
import { ConversationView } from '../messages/conversation-view.tsx'

interface PayloadProps {
  readonly input: unknown
  readonly output: unknown
}

type View = 'chat' | 'json'

const isAbsent = (value: unknown) => value === null || value === undefined

function JsonSection({ label, value }: { readonly label: string; readonly value: unknown }) {
  const { t } = useTranslation()
  return (
    <section aria-label={label} className="py-2">
      <h3 className="mb-1.5 text-xs font-semibold text-ink-2">{label}</h3>
      {isAbsent(value) ? (
        <p className="text-sm text-ink-3">{t('trace.nothing')}</p>
      ) : (
        <JsonView value={value} label={label} />
      )}
    </section>
  )
}

/** The answer stands at the end of everything that was asked before. */
function AnswerButton() {
  const { t } = useTranslation()
  const toAnswer = () => document.querySelector('[data-answer]')?.scrollIntoView({ block: 'start' })
  return (
    <Button size="sm" variant="ghost" onClick={toAnswer}>
      <ArrowDown size={13} aria-hidden="true" />
      {t('trace.toAnswer')}
    </Button>
  )
}

function useConversations({ input, output }: PayloadProps) {
  return useMemo(
    () => ({ asked: readConversation(input, 'user'), answered: readConversation(output, 'assistant') }),
    [input, output],
  )
}

/** Input and output, as a conversation where they are one, else as JSON. */
export function Payload({ input, output }: PayloadProps) {
  const { t } = useTranslation()
  const [view, setView] = useStoredValue<View>('payloadView', (stored) =>
    stored === 'json' ? 'json' : 'chat',
  )
  const { asked, answered } = useConversations({ input, output })
  if (isAbsent(input) && isAbsent(output))
    return <p className="clear-both py-6 text-center text-sm text-ink-3">{t('trace.noPayload')}</p>
  const isChat = asked !== undefined || answered !== undefined
  const shown = isChat ? view : 'json'
  return (
    <>
      {isChat && (
        <div className="flex items-center justify-end gap-2 pt-3">
          {view === 'chat' && asked && answered && <AnswerButton />}
          <Segmented<View>
            label={t('trace.view')}
            value={view}
            options={[
              { value: 'chat', label: t('trace.chat') },
              { value: 'json', label: t('trace.json') },
            ]}
            onChange={setView}
          />
        </div>
      )}
      {shown === 'json' ? (
        <div className="clear-both pt-2">
          <JsonSection label={t('trace.input')} value={input} />
          <JsonSection label={t('trace.output')} value={output} />
        </div>
      ) : (
        <div className="clear-both pt-2">
          {!asked && !isAbsent(input) && <JsonSection label={t('trace.input')} value={input} />}
          <ConversationView input={asked} output={answered} />
          {!answered && !isAbsent(output) && <JsonSection label={t('trace.output')} value={output} />}
        </div>
      )}
    </>
  )
}
