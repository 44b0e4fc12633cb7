import { ConnectionTest } from '../gateway/connection-test.tsx'
import { useTestModel } from './models.ts'

interface ModelTestProps {
  readonly projectId: string
  readonly id: string
  readonly name: string
}

/** Calls a deployment and says how that went. */
export function ModelTest({ projectId, id, name }: ModelTestProps) {
  const test = useTestModel(projectId)
  return <ConnectionTest name={name} test={test} onTest={() => test.mutate(id)} />
}
