export const nameWays = ['cline', 'gateway', 'headers', 'langfuse', 'python'] as const
export type NameWay = (typeof nameWays)[number]

interface NameValues {
  readonly gatewayUrl: string
  /** What the gateway can call. */
  readonly model: string
}

/** How traces come to name their session and user. Cline needs no text: it names its tasks by itself. */
export function nameSnippet(way: NameWay, { gatewayUrl, model }: NameValues): string | undefined {
  const gateway = gatewayUrl.replace(/\/+$/, '')
  const snippets: Partial<Record<NameWay, string>> = {
    gateway: [
      `{`,
      `  "model": "${model}",`,
      `  "messages": [{ "role": "user", "content": "Hello" }],`,
      `  "litellm_session_id": "chat-42",`,
      `  "user": "hanako@example.com"`,
      `}`,
    ].join('\n'),
    headers: [
      `curl ${gateway}/v1/chat/completions \\`,
      `  -H "Authorization: Bearer $LITELLM_MASTER_KEY" \\`,
      `  -H "Content-Type: application/json" \\`,
      `  -H "x-litellm-session-id: chat-42" \\`,
      `  -H "x-litellm-end-user-id: hanako@example.com" \\`,
      `  -d '{"model": "${model}", "messages": [{"role": "user", "content": "Hello"}]}'`,
    ].join('\n'),
    langfuse: [
      `import { propagateAttributes } from '@langfuse/tracing'`,
      ``,
      `await propagateAttributes(`,
      `  { sessionId: 'chat-42', userId: 'hanako@example.com' },`,
      `  () => answer(question),`,
      `)`,
    ].join('\n'),
    python: [
      `from langfuse import propagate_attributes`,
      ``,
      `with propagate_attributes(session_id="chat-42", user_id="hanako@example.com"):`,
      `    answer(question)`,
    ].join('\n'),
  }
  return snippets[way]
}
