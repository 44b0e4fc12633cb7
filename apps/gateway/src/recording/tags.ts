import { pythonText } from './python-text.ts'

/**
 * LiteLLM's tags: those of the request, and for each name of `langfuse_default_tags` that is known `name:value` in
 * Python's spelling. `proxy_base_url` is known only when PROXY_BASE_URL is set.
 */
export function buildTags(
  requested: readonly string[],
  defaultTags: readonly string[],
  known: Readonly<Record<string, unknown>>,
  proxyBaseUrl: string | undefined,
): readonly string[] {
  const values: Record<string, unknown> = { ...known }
  if (proxyBaseUrl !== undefined) values.proxy_base_url = proxyBaseUrl
  const added = defaultTags
    .filter((name) => Object.hasOwn(values, name))
    .map((name) => `${name}:${pythonText(values[name])}`)
  return [...new Set([...requested, ...added])]
}
