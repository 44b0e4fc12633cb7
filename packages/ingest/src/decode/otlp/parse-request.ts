import { KansokuError } from '@kansoku/contracts'
import protobuf from 'protobufjs/minimal.js'
import { opentelemetry } from '../generated/otlp.js'
import { checkJsonRequest } from './check-request.ts'
import type { OtlpRequest } from './request.ts'

export type OtlpEncoding = 'protobuf' | 'json'

const { ExportTraceServiceRequest } = opentelemetry.proto.collector.trace.v1

/**
 * Reads the body of `POST /api/public/otel/v1/traces`.
 * @throws KansokuError `invalid_request` or `invalid_json` with the text that the OTLP door answers
 */
export function parseOtlpRequest(encoding: OtlpEncoding, body: Uint8Array): OtlpRequest {
  return encoding === 'protobuf' ? parseProtobuf(body) : parseJson(body)
}

function parseProtobuf(body: Uint8Array): OtlpRequest {
  try {
    const reader = protobuf.Reader.create(body)
    reader.discardUnknown = true
    return ExportTraceServiceRequest.decode(reader) as unknown as OtlpRequest
  } catch (error) {
    throw new KansokuError('invalid_request', 'Failed to parse OTel Protobuf Trace', { cause: error })
  }
}

const utf8 = new TextDecoder('utf-8', { fatal: true })

function parseJson(body: Uint8Array): OtlpRequest {
  let value: unknown
  try {
    value = JSON.parse(utf8.decode(body))
  } catch (error) {
    throw new KansokuError('invalid_json', 'Failed to parse OTel JSON Trace', { cause: error })
  }
  return checkJsonRequest(value)
}
