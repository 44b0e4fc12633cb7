import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { managementRoutes } from '@kansoku/contracts/gateway'
import { expect, test } from 'vitest'
import type { GatewayContext } from '../context.ts'
import { listEndpoints } from './endpoints.ts'

const docs = resolve(import.meta.dirname, '../../../../docs')

/** What stands as code in the first column of the tables. */
function documented(file: string): Set<string> {
  const lines = readFileSync(resolve(docs, file), 'utf8').split('\n')
  const cells = lines.flatMap((line) => /^\| (`.*?) \|/.exec(line)?.[1] ?? [])
  return new Set(cells.flatMap((cell) => [...cell.matchAll(/`([^`]+)`/g)].map(([, path = '']) => path)))
}

/** One name for all the addresses of a route. */
function plain(path: string): string {
  return path
    .replace(/^\/(?:v1\/engines|engines|openai\/deployments)\/\*model/, '')
    .replace(/^\/v\d(?=\/)/, '')
    .replace(/^\/anthropic\/v1/, '')
    .replace(/\/\*rest$/, '/*')
    .replace(/[:*](\w+)$|:(\w+)(?=\/)|\{\w+\}/, '{id}')
}

const notCalls = new Set(['/', '/api/hello', ...managementRoutes.map(({ path }) => plain(path))])

test.each(['gateway-routes.md', 'gateway-routes.ja.md'])(
  '%s lists every route, and none that is not there',
  (file) => {
    const current = () => {
      throw new Error('no route is called')
    }
    const served = listEndpoints(current as () => GatewayContext).map(({ path }) => plain(path))
    const expected = new Set(served.filter((path) => !notCalls.has(path) && !path.startsWith('/internal/')))
    expect([...new Set([...documented(file)].map(plain))].sort()).toEqual([...expected].sort())
  },
)
