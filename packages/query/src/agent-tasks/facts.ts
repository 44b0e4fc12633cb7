import { z } from 'zod'
import { defineQuestion } from '../question.ts'
import { inProject } from '../sql/scope.ts'
import { exactInstant } from '../sql/values.ts'
import { namedGroups, observationsOfGroups, ofGroups } from '../trace-groups/grouping.ts'

const taskFacts = z.object({
  session: z.string(),
  agent: z.string(),
  turns: z.number(),
  failed_turns: z.number(),
  first_id: z.string(),
  first_start: exactInstant,
})

/** Of each session: the agent that most of its calls are by, how many calls of models there were, and the first of them. */
export const askTaskFacts = defineQuestion({
  name: 'agent-tasks/facts',
  params: namedGroups,
  row: taskFacts,
  sql: (groups, bind) => `
  SELECT session, topKIf(1)(coding_agent, coding_agent != '')[1] AS agent, count() AS turns,
    countIf(level = 'ERROR') AS failed_turns, argMin(id, (coding_agent = '', start_time, id)) AS first_id,
    argMin(start_time, (coding_agent = '', start_time, id)) AS first_start
  FROM (
    SELECT id, hash_of_trace, start_time, level, coding_agent
    FROM observations FINAL WHERE ${observationsOfGroups(groups, bind)} AND type = 'GENERATION'
  ) AS call
  INNER JOIN (
    SELECT hash_of_id, ifNull(session_id, '') AS session FROM traces FINAL WHERE ${ofGroups(groups, bind)}
  ) AS trace ON trace.hash_of_id = call.hash_of_trace
  GROUP BY session`,
})

/** Whose calls they were: hashes of keys and ids of teams, at most five of each. */
export const askTaskCallers = defineQuestion({
  name: 'agent-tasks/callers',
  params: namedGroups,
  row: z.object({ session: z.string(), keys: z.array(z.string()), teams: z.array(z.string()) }),
  sql: (groups, bind) => `
  SELECT session, groupUniqArray(5)(key_hash) AS keys, groupUniqArrayIf(5)(team_id, team_id != '') AS teams
  FROM (
    SELECT trace_id, key_hash, team_id FROM gateway_calls
    WHERE ${inProject(groups, bind)} AND started_at >= ${bind.instant(groups.from)} - INTERVAL 1 DAY
      AND started_at < ${bind.instant(groups.to)} + INTERVAL 7 DAY
  ) AS call
  INNER JOIN (
    SELECT id, ifNull(session_id, '') AS session FROM traces FINAL WHERE ${ofGroups(groups, bind)}
  ) AS trace ON trace.id = call.trace_id
  GROUP BY session`,
})
