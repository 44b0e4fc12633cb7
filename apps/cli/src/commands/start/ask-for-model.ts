/** What an example for the user can be made of. */
export interface ModelAnswer {
  /** The first model that the gateway lists. */
  readonly model: string | undefined
  /** The gateway does not take the key of the environment: its config file sets another one. */
  readonly keyInConfigFile: boolean
}

export async function askForModel(gatewayUrl: string, key: string | undefined): Promise<ModelAnswer> {
  try {
    const response = await fetch(`${gatewayUrl}/v1/models`, {
      headers: { authorization: `Bearer ${key ?? ''}` },
      signal: AbortSignal.timeout(2_000),
    })
    const { data } = (await response.json()) as { data?: { id?: string }[] }
    return { model: data?.[0]?.id, keyInConfigFile: response.status === 401 }
  } catch {
    return { model: undefined, keyInConfigFile: false }
  }
}
