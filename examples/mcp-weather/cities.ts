/** A city and what its weather is like over the year, in degrees Celsius. */
export interface City {
  /** All that people call it. */
  readonly names: readonly [english: string, ...others: string[]]
  readonly january: number
  readonly july: number
}

const cities: readonly City[] = [
  { names: ['Sapporo', '札幌'], january: -3, july: 21 },
  { names: ['Sendai', '仙台'], january: 2, july: 23 },
  { names: ['Tokyo', '東京'], january: 5, july: 26 },
  { names: ['Nagoya', '名古屋'], january: 5, july: 27 },
  { names: ['Kyoto', '京都'], january: 5, july: 27 },
  { names: ['Osaka', '大阪'], january: 6, july: 28 },
  { names: ['Fukuoka', '福岡'], january: 7, july: 28 },
  { names: ['Naha', '那覇'], january: 17, july: 29 },
  { names: ['Seattle', 'シアトル'], january: 5, july: 19 },
  { names: ['London', 'ロンドン'], january: 5, july: 19 },
]

export function findCity(name: string): City | undefined {
  const wanted = name.trim().toLowerCase()
  return cities.find(({ names }) => names.some((one) => one.toLowerCase() === wanted))
}

export function cityNames(): string[] {
  return cities.map(({ names }) => names.join(' / '))
}
