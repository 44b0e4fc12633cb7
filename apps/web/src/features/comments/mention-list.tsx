import clsx from 'clsx'
import { useTranslation } from 'react-i18next'
import type { Person } from './comments.ts'

interface MentionListProps {
  readonly id: string
  readonly people: readonly Person[]
  readonly active: number
  readonly onChoose: (person: Person) => void
}

/** Members to choose from while a mention is written; the text keeps the focus. */
export function MentionList({ id, people, active, onChoose }: MentionListProps) {
  const { t } = useTranslation()
  return (
    <div
      id={id}
      role="listbox"
      aria-label={t('comments.members')}
      className={clsx(
        'absolute top-full right-0 left-0 z-20 -mt-9 rounded-lg bg-surface p-1 shadow-floating',
        people.length === 0 && 'hidden',
      )}
    >
      {people.map((person, index) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the text owns the keyboard
        // biome-ignore lint/a11y/useFocusableInteractive: the text points at it with aria-activedescendant
        <div
          key={person.id}
          id={`${id}${index}`}
          role="option"
          aria-selected={index === active}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => onChoose(person)}
          className={clsx(
            'cursor-pointer truncate rounded-md px-2 py-1.5 text-sm',
            index === active ? 'bg-accent-soft text-accent-strong' : 'text-ink hover:bg-hover',
          )}
        >
          {person.name}
        </div>
      ))}
    </div>
  )
}
