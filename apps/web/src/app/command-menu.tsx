import { Search } from 'lucide-react'
import { type KeyboardEvent, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Dialog } from '../ui/dialog.tsx'
import { ListOption } from '../ui/list-option.tsx'
import { type Command, useCommands } from './commands.ts'

interface CommandMenuProps {
  readonly open: boolean
  readonly onOpenChange: (open: boolean) => void
  readonly projectId: string
}

interface CommandListProps {
  readonly id: string
  readonly commands: readonly Command[]
  readonly active: number
  readonly onHover: (index: number) => void
  readonly onRun: (command: Command) => void
}

function CommandList({ id, commands, active, onHover, onRun }: CommandListProps) {
  const { t } = useTranslation()
  return (
    <div id={id} role="listbox" aria-label={t('app.commands')} className="min-h-0 overflow-y-auto p-1.5">
      {commands.map((command, index) => (
        <ListOption
          key={command.id}
          id={`${id}-${index}`}
          isActive={index === active}
          onHover={() => onHover(index)}
          onChoose={() => onRun(command)}
          className="min-h-9 px-2.5 py-1.5"
        >
          <command.icon size={16} aria-hidden="true" className="shrink-0 text-ink-3" />
          <span className="min-w-0 flex-1 truncate">{command.label}</span>
          <span className="shrink-0 text-2xs text-ink-3">{command.group}</span>
        </ListOption>
      ))}
    </div>
  )
}

function CommandPanel({ projectId, onDone }: { readonly projectId: string; readonly onDone: () => void }) {
  const { t } = useTranslation()
  const id = useId()
  const [text, setText] = useState('')
  const [active, setActive] = useState(0)
  const commands = useCommands(projectId, text)
  const run = (command: Command | undefined) => {
    if (!command) return
    onDone()
    command.run()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step) setActive((active + step + commands.length) % commands.length)
    else if (event.key === 'Enter') run(commands[active])
    else return
    event.preventDefault()
  }
  return (
    <>
      <div className="flex items-center gap-3 border-b border-line px-4">
        <Search size={16} aria-hidden="true" className="shrink-0 text-ink-3" />
        <input
          role="combobox"
          aria-expanded="true"
          aria-controls={id}
          aria-activedescendant={`${id}-${active}`}
          aria-label={t('app.search')}
          placeholder={t('app.searchPlaceholder')}
          value={text}
          onChange={(event) => {
            setText(event.target.value)
            setActive(0)
          }}
          onKeyDown={onKeyDown}
          className="h-12 w-full bg-transparent text-base outline-none placeholder:text-ink-3"
        />
      </div>
      <CommandList id={id} commands={commands} active={active} onHover={setActive} onRun={run} />
    </>
  )
}

export function CommandMenu({ open, onOpenChange, projectId }: CommandMenuProps) {
  const { t } = useTranslation()
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={t('app.search')} headless>
      <CommandPanel projectId={projectId} onDone={() => onOpenChange(false)} />
    </Dialog>
  )
}
