/** What every SDK of the matrix tells about one request; `story.py` says the same. */
export const story = {
  name: 'request',
  userId: 'user-1',
  tags: ['a', 'b'],
  metadata: { k: 'v' },
  input: { question: '天気は?' },
  output: 'sunny',
  version: 'v1',
  model: 'gpt-4o',
  modelParameters: { temperature: 0.5 },
  messages: [{ role: 'user' as const, content: '天気は?' }],
  picture: Buffer.from('picture of the weather'),
}

/** Given by the test that starts the program. */
export function settings() {
  const given = (name: string) => process.env[name] ?? ''
  return {
    langfuse: {
      baseUrl: given('LANGFUSE_HOST'),
      publicKey: given('LANGFUSE_PUBLIC_KEY'),
      secretKey: given('LANGFUSE_SECRET_KEY'),
    },
    openai: { baseURL: given('OPENAI_BASE_URL'), apiKey: 'sk-emulator', maxRetries: 0 },
    sessionId: given('STORY_SESSION'),
  }
}

/** Ids by which the test finds what a feature has left. */
export type Told = Readonly<Record<string, string>>

/** Runs the features that the arguments name, and says on one line what each left. The caller shuts its SDK down. */
export async function tell(features: Readonly<Record<string, () => Promise<Told> | Told>>): Promise<void> {
  const told: Record<string, Told> = {}
  for (const name of process.argv.slice(2)) {
    const feature = features[name]
    if (!feature) throw new Error(`this program has no feature ${name}`)
    told[name] = await feature()
  }
  console.log(JSON.stringify(told))
}
