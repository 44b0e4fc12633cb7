import { invalidEvent } from '../decode/legacy/decode-batch.ts'
import { type Part, toPart } from '../parts/part.ts'
import type { PreparedEvents } from '../prepare/prepare-events.ts'
import { applyScoreConfig, type HeldScore, type ScoreConfig } from './score-config.ts'

/** Those of the ids that are configs of the project. */
export type FindScoreConfigs = (
  projectId: string,
  ids: readonly string[],
) => Promise<ReadonlyMap<string, ScoreConfig>>

/** Holds the scores that name a config to it: each is stored as the config has it, or reported with what is wrong. */
export async function settleScores(
  { parts, response, heldScores }: PreparedEvents,
  findConfigs: FindScoreConfigs,
): Promise<Omit<PreparedEvents, 'heldScores'>> {
  if (heldScores.length === 0) return { parts, response }
  const successes = [...response.successes]
  const errors = [...response.errors]
  const stored: Part[] = []
  for (const [projectId, ofProject] of Map.groupBy(heldScores, (held) => held.projectId)) {
    const configs = await findConfigs(projectId, ofProject.map(configIdOf))
    for (const held of ofProject) {
      const outcome = applyScoreConfig(held, configs.get(configIdOf(held)))
      const { eventId } = held.event
      if ('reject' in outcome) errors.push(invalidEvent(eventId, outcome.reject))
      else {
        stored.push(toPart(projectId, outcome.ok))
        successes.push({ id: eventId, status: 201 })
      }
    }
  }
  return { parts: [...parts, ...stored], response: { successes, errors } }
}

function configIdOf({ event }: HeldScore): string {
  return event.fields.configId ?? ''
}
