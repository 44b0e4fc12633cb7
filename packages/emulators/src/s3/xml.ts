import type { AwsError } from '../aws/aws-error.ts'

const namespace = 'http://s3.amazonaws.com/doc/2006-03-01/'

/** A flat document of S3's. */
export function document(name: string, parts: Readonly<Record<string, string>>): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n<${name} xmlns="${namespace}">${elements(parts)}</${name}>`
}

/** S3's errors have no namespace. */
export function errorDocument({ type, message }: AwsError, resource: string): string {
  const parts = { Code: type, Message: message, Resource: resource, RequestId: 'EMULATED' }
  return `<?xml version="1.0" encoding="UTF-8"?>\n<Error>${elements(parts)}</Error>`
}

function elements(parts: Readonly<Record<string, string>>): string {
  return Object.entries(parts)
    .map(([name, value]) => `<${name}>${escapeXml(value)}</${name}>`)
    .join('')
}

function escapeXml(text: string): string {
  return text.replace(/[<>&"]/g, (character) => `&#${character.charCodeAt(0)};`)
}
