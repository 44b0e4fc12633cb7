import { CircleHelp } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { IconButton } from '../../ui/icon-button.tsx'
import { Popover } from '../../ui/popover.tsx'

/** How each kind of condition is written; what it means stands in the catalogue under the same name. */
const examples = {
  any: 'model:claude-sonnet-4,claude-haiku',
  not: '-user:ann',
  like: 'model:claude* -name:*test*',
  range: 'cost:>0.01 latency:1s..5s',
  metadata: 'metadata.region:eu',
  score: 'score.accuracy:>0.8',
  said: 'input:"credit card"',
  is: 'is:error',
  has: '-has:session',
  words: '"to: me"',
} as const
const names = Object.keys(examples) as (keyof typeof examples)[]

const ofObservations: Partial<Record<keyof typeof examples, string>> = {
  is: 'is:root',
  has: '-has:prompt',
}

/** The search language on one page. */
export function SearchHelp({ isOfObservations }: { readonly isOfObservations: boolean }) {
  const { t } = useTranslation()
  const exampleOf = (name: keyof typeof examples) =>
    (isOfObservations && ofObservations[name]) || examples[name]
  return (
    <Popover
      label={t('search.help.title')}
      trigger={
        <IconButton label={t('search.help.title')} size="iconSm">
          <CircleHelp size={15} aria-hidden="true" className="text-ink-3" />
        </IconButton>
      }
    >
      <div className="w-[30rem] max-w-[calc(100vw-1rem)] p-4 text-sm">
        <h2 className="font-medium">{t('search.help.title')}</h2>
        <p className="mt-1 text-xs text-pretty text-ink-2">{t('search.help.text')}</p>
        <dl className="mt-3 grid grid-cols-[auto_1fr] gap-x-4 gap-y-2 text-xs max-sm:grid-cols-1">
          {names.map((name) => (
            <div key={name} className="contents">
              <dt className="font-mono text-ink">{exampleOf(name)}</dt>
              <dd className="text-pretty text-ink-2 max-sm:mb-1">
                {t(isOfObservations && name === 'is' ? 'search.help.isRoot' : `search.help.${name}`)}
              </dd>
            </div>
          ))}
        </dl>
        <p className="mt-3 text-xs text-pretty text-ink-3">{t('search.help.keys')}</p>
        <p className="mt-1 text-xs text-ink-3">{t('search.help.manual')}</p>
      </div>
    </Popover>
  )
}
