import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { masterKey, startTestGateway, type TestGateway } from './testing/start-test-gateway.ts'
import { openTestWorld, question, type TestWorld } from './testing/test-world.ts'

let world: TestWorld
beforeAll(async () => {
  world = await openTestWorld()
})
afterAll(() => world?.[Symbol.asyncDispose]())

const scrape = async () => (await fetch(`${world.gateway.url}/metrics`)).text()
const chat = (body: object, headers = {}) => world.gateway.fetch('/v1/chat/completions', body, headers)

/** The value of a series, 0 when there is none yet. */
async function read(series: string): Promise<number> {
  const line = (await scrape()).split('\n').find((candidate) => candidate.startsWith(`${series} `))
  return Number(line?.slice(series.length) ?? 0)
}

const gpt = 'requested_model="gpt",model="openai/gpt-4o",api_provider="openai"'

describe('Prometheus reads', () => {
  test('what Node tells of the process', async () => {
    const answer = await fetch(`${world.gateway.url}/metrics`)
    expect(answer.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8')
    expect(answer.headers.get('access-control-allow-origin')).toBeNull()
    const text = await answer.text()
    for (const name of ['process_cpu_seconds_total', 'nodejs_eventloop_lag_p99_seconds']) {
      expect(text).toMatch(new RegExp(`^${name} \\d`, 'm'))
    }
  })

  test('calls by model, with tokens, cost and times, under the names of LiteLLM', async () => {
    for (const stream of [false, true])
      await (await chat({ model: 'gpt', messages: question, stream })).text()
    const route = 'method="POST",route="/v1/chat/completions",status="200"'
    await expect.poll(() => read(`kansoku_http_requests_total{${route}}`)).toBe(2)
    expect(
      await read('litellm_proxy_total_requests_metric_total{requested_model="gpt",status_code="200"}'),
    ).toBe(2)
    expect(await read(`litellm_deployment_success_responses_total{${gpt}}`)).toBe(2)
    expect(await read(`litellm_spend_metric_total{${gpt}}`)).toBeGreaterThan(0)
    const tokens = (kind: string) => read(`litellm_${kind}_tokens_metric_total{${gpt}}`)
    expect(await tokens('output')).toBeGreaterThan(0)
    expect(await tokens('total')).toBe((await tokens('input')) + (await tokens('output')))
    for (const [name, count] of Object.entries({
      litellm_request_total_latency_metric_count: 2,
      litellm_llm_api_latency_metric_count: 2,
      litellm_llm_api_time_to_first_token_metric_count: 1,
    })) {
      expect(await read(`${name}{${gpt}}`), name).toBe(count)
    }
  })

  test('calls that failed, and no name that a client made up', async () => {
    await (await chat({ model: 'made-up', messages: question })).text()
    await (await chat({ model: 'gpt', messages: question }, { authorization: 'Bearer sk-guess' })).text()
    await (await world.gateway.fetch('/v1/models/made-up')).text()
    await (await world.gateway.fetch('/made-up')).text()
    const failed = (status: number, kind: string) =>
      read(
        `litellm_proxy_failed_requests_metric_total{requested_model="none",exception_status="${status}",exception_class="${kind}"}`,
      )
    expect([await failed(400, 'invalid_request_error'), await failed(401, 'token_not_found_in_db')]).toEqual([
      1, 1,
    ])
    const requests = (route: string) =>
      read(`kansoku_http_requests_total{method="GET",route="${route}",status="404"}`)
    await expect.poll(() => requests('none')).toBe(1)
    expect(await requests('/v1/models/*id')).toBe(1)
    const text = await scrape()
    for (const secret of ['made-up', 'sk-', masterKey]) expect(text).not.toContain(secret)
  })

  test('how the recording is going', async () => {
    await expect.poll(() => read('kansoku_spool_backlog_bytes')).toBe(0)
    expect(await read('kansoku_spool_records_total{outcome="written"}')).toBeGreaterThan(0)
    expect(await read('kansoku_spool_delivering{destination="server"}')).toBe(1)
  })
})

describe('metrics are open', () => {
  test('to this machine, not to what a proxy on it passes on, and to whoever has the master key', async () => {
    const status = async (headers: Record<string, string>) =>
      (await fetch(`${world.gateway.url}/metrics`, { headers })).status
    expect(await status({})).toBe(200)
    expect(await status({ 'x-forwarded-for': '127.0.0.1' })).toBe(401)
    expect(await status({ 'x-forwarded-for': '10.0.0.7', authorization: `Bearer ${masterKey}` })).toBe(200)
  })

  test('with a token of their own to whoever has it', async () => {
    await using gateway = await startTestGateway({ env: { KANSOKU_METRICS_TOKEN: 'token-of-prometheus' } })
    expect(await statuses(gateway, ['token-of-prometheus', masterKey, 'sk-other'])).toEqual([
      401, 200, 200, 401,
    ])
  })

  test('with the key alone where the config demands it', async () => {
    const config = { model_list: [], litellm_settings: { require_auth_for_metrics_endpoint: true } }
    await using gateway = await startTestGateway({ config })
    expect(await statuses(gateway, [masterKey, 'sk-other'])).toEqual([401, 200, 401])
  })
})

/** Of a request without a key, then with each. */
async function statuses(gateway: TestGateway, keys: readonly string[]): Promise<number[]> {
  const tries = [undefined, ...keys].map(async (key) => {
    const headers = key === undefined ? {} : { authorization: `Bearer ${key}` }
    return (await fetch(`${gateway.url}/metrics`, { headers })).status
  })
  return Promise.all(tries)
}

test('deployments with the same labels are one series', async () => {
  const deployment = (region: string) => ({
    model_name: 'shared',
    litellm_params: { model: 'openai/gpt-4o', api_base: `http://${region}.invalid`, mock_response: 'pong' },
  })
  await using gateway = await startTestGateway({
    config: { model_list: [deployment('east'), deployment('west')] },
  })
  for (let count = 0; count < 20; count++)
    await (await gateway.fetch('/v1/chat/completions', { model: 'shared', messages: question })).text()
  const told = async () =>
    (await (await fetch(`${gateway.url}/metrics`)).text()).match(
      /^litellm_request_total_latency_metric_count.*/gm,
    )
  const labels = 'requested_model="shared",model="openai/gpt-4o",api_provider="openai"'
  await expect.poll(told).toEqual([`litellm_request_total_latency_metric_count{${labels}} 20`])
})
