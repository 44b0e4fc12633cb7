const names: ReadonlySet<string> = new Set(['request_tags', 'custom_llm_provider', 'model_group'])

/** Whether metadata of this name tells whose money a recorded call has spent: for gateways alone to say. */
export function isLedgerName(name: string): boolean {
  return names.has(name) || name.startsWith('user_api_key_')
}
