import { Tabs } from 'radix-ui'
import { CodeText } from '../../ui/code-text.tsx'
import { Snippet } from '../../ui/snippet.tsx'

interface SnippetPanel {
  readonly key: string
  readonly name: string
  readonly explanation: string
  /** Absent where there is nothing to paste. */
  readonly text: string | undefined
}

interface SnippetPanelsProps {
  readonly label: string
  readonly panels: readonly SnippetPanel[]
}

/** Ways to do something, each with text to copy. */
export function SnippetPanels({ label, panels }: SnippetPanelsProps) {
  return (
    <Tabs.Root defaultValue={panels[0]?.key ?? ''}>
      <Tabs.List aria-label={label} className="flex gap-1 overflow-x-auto border-b border-line px-3">
        {panels.map(({ key, name }) => (
          <Tabs.Trigger
            key={key}
            value={key}
            className="-mb-px h-10 border-b-2 border-transparent px-2.5 text-sm font-medium whitespace-nowrap text-ink-3 hover:text-ink focus-visible:-outline-offset-2 data-[state=active]:border-accent data-[state=active]:text-ink"
          >
            {name}
          </Tabs.Trigger>
        ))}
      </Tabs.List>
      {panels.map(({ key, name, explanation, text }) => (
        <Tabs.Content key={key} value={key} className="p-4 focus-visible:-outline-offset-2">
          <p className="text-sm text-pretty text-ink-2">
            <CodeText text={explanation} />
          </p>
          {text !== undefined && <Snippet name={name} text={text} className="mt-3" />}
        </Tabs.Content>
      ))}
    </Tabs.Root>
  )
}
