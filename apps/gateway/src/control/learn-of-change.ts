import type { GatewayContext } from '../context.ts'

/** Told to other workers when the server has changed something. */
export const managementTopic = 'management'

/** What the server has stored before counts afterwards, here and with other workers. */
export async function learnOfChange({ control, peers }: GatewayContext): Promise<void> {
  await Promise.all([control?.refresh(), peers?.publish(managementTopic, null)])
}
