import { useQuery } from '@tanstack/react-query'
import { modelsQuery } from '../models/models.ts'

/** Of the demo, which a gateway without other models has. */
const usual = 'demo-claude-sonnet-4'

/** The first model of the gateway that clients can name as it stands. */
export function useExampleModel(projectId: string): string {
  const { data } = useQuery(modelsQuery(projectId))
  return exampleOf(data?.deployments.map(({ group }) => group) ?? [])
}

export function exampleOf(names: readonly string[]): string {
  return names.find((name) => !name.includes('*')) ?? usual
}
