import { useNavigate } from '@tanstack/react-router'
import { useRef } from 'react'
import { useHotkeys } from '../lib/hotkeys.ts'
import type { pages } from './pages.ts'

/** Longest pause between the two keys, in ms. */
const longestPause = 1_200

/**
 * `g` and then a letter opens a page: `g d` the home page, `g w` the dashboards (and their widgets), `g t` the traces, `g o` the
 * observations, `g s` the sessions, `g a` the coding agents, `g u` the users, `g c` the usage (what calls cost), `g r` the request log, `g k` the
 * virtual keys, `g b` the teams (a band), `g l` the budgets (what limits them), `g n` the customers (end users), `g m` the models, `g p` the gateway (a proxy), `g e` the exports and `g ,` the settings.
 */
export function useGoToHotkeys(projectId: string): void {
  const navigate = useNavigate()
  const startedAt = useRef(Number.NEGATIVE_INFINITY)
  const after = (to: (typeof pages)[number]['to']) => () => {
    const isSecond = performance.now() - startedAt.current < longestPause
    startedAt.current = Number.NEGATIVE_INFINITY
    if (isSecond) void navigate({ to, params: { projectId } })
  }
  useHotkeys({
    g: () => {
      startedAt.current = performance.now()
    },
    d: after('/project/$projectId'),
    w: after('/project/$projectId/dashboards'),
    t: after('/project/$projectId/traces'),
    o: after('/project/$projectId/observations'),
    s: after('/project/$projectId/sessions'),
    a: after('/project/$projectId/agents'),
    u: after('/project/$projectId/users'),
    c: after('/project/$projectId/usage'),
    r: after('/project/$projectId/requests'),
    k: after('/project/$projectId/virtual-keys'),
    b: after('/project/$projectId/teams'),
    l: after('/project/$projectId/budgets'),
    n: after('/project/$projectId/customers'),
    m: after('/project/$projectId/models'),
    p: after('/project/$projectId/gateway'),
    e: after('/project/$projectId/exports'),
    ',': after('/project/$projectId/settings'),
  })
}
