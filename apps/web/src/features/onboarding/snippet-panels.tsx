import { Tabs } from 'radix-ui'
import { CodeText } from '../../ui/code-text.tsx'
import { CopyButton } from '../../ui/copy-button.tsx'
import { ScrollRegion } from '../../ui/scroll-region.tsx'

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

function Snippet({ name, text }: { readonly name: string; readonly text: string }) {
  return (
    <div className="relative mt-3 rounded-lg bg-sunken">
      <ScrollRegion label={name} className="overflow-x-auto p-3 pr-12">
        <pre className="font-mono text-xs leading-5 text-ink">{text}</pre>
      </ScrollRegion>
      <CopyButton text={text} className="absolute top-1.5 right-1.5" />
    </div>
  )
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
          {text !== undefined && <Snippet name={name} text={text} />}
        </Tabs.Content>
      ))}
    </Tabs.Root>
  )
}
