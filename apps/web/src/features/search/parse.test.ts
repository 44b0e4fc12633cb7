import { describe, expect, test } from 'vitest'
import { observationFilters } from '../observations/observation-search.ts'
import { traceFilters } from '../traces/list-filters.ts'
import { fieldsOf } from './fields.ts'
import { parse } from './parse.ts'
import { writeTerm } from './print.ts'

const ofTraces = fieldsOf(traceFilters)
const ofObservations = fieldsOf(observationFilters)

/** The terms of a text as they would be written. */
const written = (text: string, fields = ofTraces) =>
  parse(text, fields).terms.map((term) => {
    const field = fields.find(({ key }) => key === term.field)
    return field && writeTerm(term, field)
  })

describe('a text is read as it is meant', () => {
  test.each([
    ['Model:a,b,a', ['model:a,b']],
    ['-user:ann', ['-user:ann']],
    ['userId:ann tags:x environment:prod', ['user:ann', 'tag:x', 'env:prod']],
    ['trace_id:t1', []],
    ['level:error,Warning', ['level:ERROR,WARNING']],
    ['is:error -is:warning is:bookmarked', ['level:ERROR', '-level:WARNING', 'is:bookmarked']],
    ['cost:>0.01 latency:1s..5s tokens:>=1000', ['cost:>0.01', 'latency:1..5', 'tokens:>=1000']],
    ['latency:<200ms', ['latency:<0.2']],
    ['latency:>2m', ['latency:>120']],
    ['tokens:10k..2M', ['tokens:10000..2000000']],
    ['cost:$1..<$2', ['cost:1..<2']],
    ['tokens:＞＝１００', ['tokens:>=100']],
    ['tokens:0', ['tokens:0']],
    ['metadata.region:eu,us', ['metadata.region:eu,us']],
    ['-metadata."a b":x', ['-metadata."a b":x']],
    ['metadata.n:>5 metadata.n:5 metadata.n:"1..5"', ['metadata.n:>5', 'metadata.n:5', 'metadata.n:"1..5"']],
    ['score.accuracy:>0.8 score.delta:-1..<0', ['score.accuracy:>0.8', 'score.delta:-1..<0']],
    [
      'score.tone:kind score.stars:5 score.safe:true',
      ['score.tone:kind', 'score.stars:5', 'score.safe:true'],
    ],
    ['input:"credit card" -output:sorry', ['input:"credit card"', '-output:sorry']],
    ['has:user -has:session', ['has:user', '-has:session']],
    ['model:sonnet* -name:*chat', ['model:sonnet*', '-name:*chat']],
    ['user:＊acme*,"a*b",c\\d', ['user:*acme*,"a*b",c\\d']],
    ['user:"a*b" -tag:"＊"', ['user:"a*b"', '-tag:"＊"']],
    ['metadata.region:eu-* score.tone:k* id:t-*', ['metadata.region:eu-*', 'score.tone:k*', 'id:t-*']],
    ['input:a*b -output:"a * b"', ['input:a*b', '-output:"a * b"']],
  ])('%s', (text, terms) => {
    const { words, problems } = parse(text, ofTraces)
    expect(written(text)).toEqual(terms)
    expect(words).toBe('')
    expect(problems.length > 0).toBe(terms.length === 0)
  })

  test('each list has the fields that its rows have', () => {
    const text = 'type:generation tool:read_file is:root firstToken:>1 message:timeout trace:t1 has:prompt'
    expect(written(text, ofObservations)).toEqual([
      'type:GENERATION',
      'tool:read_file',
      'is:root',
      'firstToken:>1',
      'message:timeout',
      'trace:t1',
      'has:prompt',
    ])
    expect(written(text)).toEqual([])
    expect(written('is:bookmarked error:Timeout', ofObservations)).toEqual([])
  })

  test('words are one text, whatever stands between them', () => {
    expect(parse('refund model:a  "to: me" 12:30', ofTraces)).toMatchObject({ words: 'refund to: me 12:30' })
  })
})

describe('what is wrong is told at its place', () => {
  const wrong = (text: string) =>
    parse(text, ofTraces).problems.map(({ code, from, to, nearest }) => [code, text.slice(from, to), nearest])

  test.each([
    ['modle:a', 'unknownField', 'modle', 'model'],
    ['http://x', 'unknownField', 'http', undefined],
    ['x -sesion:a', 'unknownField', 'sesion', 'session'],
    ['level:err*', 'unknownValue', 'err*', 'ERROR'],
    ['level:eror', 'unknownValue', 'eror', 'ERROR'],
    ['is:bookmaked', 'unknownValue', 'bookmaked', 'bookmarked'],
    ['has:name', 'unknownValue', 'name', undefined],
    ['model:', 'noValue', 'model:', undefined],
    ['model:a,,b', 'noValue', 'model:a,,b', undefined],
    ['user:""', 'noValue', 'user:""', undefined],
    ['metadata:x', 'noName', 'metadata', undefined],
    ['score:>1', 'noName', 'score', undefined],
    ['model.x:a', 'hasNoNames', 'x', undefined],
    ['cost:cheap', 'notANumber', 'cheap', undefined],
    ['cost:5..1', 'notANumber', '5..1', undefined],
    ['tokens:5s', 'notANumber', '5s', undefined],
    ['tokens:..', 'notANumber', '..', undefined],
    ['-cost:>1', 'notNegated', '-cost:>1', undefined],
    ['input:a,b', 'oneValue', 'b', undefined],
    ['latency:1,2', 'oneValue', '2', undefined],
    ['user:"ann', 'unclosed', '"ann', undefined],
    ['"ann', 'unclosed', '"ann', undefined],
  ])('%s', (text, code, place, nearest) => {
    expect(wrong(text)).toEqual([[code, place, nearest]])
  })

  test('every one, in the order of the text', () => {
    expect(wrong('cost:x model:a leve:y').map(([code]) => code)).toEqual(['notANumber', 'unknownField'])
  })
})
