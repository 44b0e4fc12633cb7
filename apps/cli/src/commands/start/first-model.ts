/** The first model that the gateway lists, for an example that works as it stands. */
export async function firstModel(gatewayUrl: string, key: string | undefined): Promise<string | undefined> {
  try {
    const response = await fetch(`${gatewayUrl}/v1/models`, {
      headers: { authorization: `Bearer ${key ?? ''}` },
      signal: AbortSignal.timeout(2_000),
    })
    const { data } = (await response.json()) as { data?: { id?: string }[] }
    return data?.[0]?.id
  } catch {
    return undefined
  }
}
