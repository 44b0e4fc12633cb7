import { expect, test } from 'vitest'
import { forecastMonth } from './spend-forecast.ts'

const day = (number: number, spend: number) => ({ date: `2026-11-${String(number).padStart(2, '0')}`, spend })

test('a month goes on at the pace of the last seven days', () => {
  const { response, predicted_spend } = forecastMonth([day(1, 100), day(20, 7), day(26, 7)])
  expect(response).toEqual(
    [27, 28, 29, 30].map((number) => ({ date: `2026-11-${number}`, predicted_spend: 2 })),
  )
  expect(predicted_spend).toBe('Predicted Spend for November 2026, $122.00')
})

test('few days tell by themselves, several rows of one are added up, and last month does not count', () => {
  const october = { date: '2026-10-31', spend: 4 }
  expect(forecastMonth([october, day(1, 1), day(1, 1)]).predicted_spend).toBe(
    'Predicted Spend for November 2026, $89.00',
  )
})

test('nothing is left to come after the last day', () => {
  expect(forecastMonth([{ date: '2026-12-31', spend: 3 }])).toEqual({
    response: [],
    predicted_spend: 'Predicted Spend for December 2026, $3.00',
  })
})
