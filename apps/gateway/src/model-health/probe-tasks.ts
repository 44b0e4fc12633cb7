import type { Task } from '@kansoku/providers'

/** The least that models of a mode can be asked; modes are LiteLLM's. `voice`: `health_check_voice`. */
export function probeTask(mode: unknown, prompt: string, voice: unknown): Task | undefined {
  switch (mode) {
    case 'rerank':
      return { kind: 'rerank', request: { query: prompt, documents: [prompt] } }
    case 'moderation':
      return { kind: 'moderation', request: { input: prompt } }
    case 'image_generation':
      return { kind: 'image', request: { prompt } }
    case 'audio_speech': {
      const extra = { voice: typeof voice === 'string' ? voice : 'alloy' }
      return { kind: 'speech', request: { input: prompt, extra } }
    }
    case 'audio_transcription': {
      const file = { name: 'silence.wav', mediaType: 'audio/wav', bytes: silence() }
      return { kind: 'transcription', request: { file, fields: [] } }
    }
    default:
      return undefined
  }
}

const samplesPerSecond = 8000

/** Half a second of nothing, as a WAV of one channel with 16 bits. */
function silence(): Uint8Array {
  const samples = Buffer.alloc(samplesPerSecond)
  const head = Buffer.alloc(44)
  head.write('RIFF', 0)
  head.writeUInt32LE(36 + samples.length, 4)
  head.write('WAVEfmt ', 8)
  head.writeUInt32LE(16, 16)
  head.writeUInt16LE(1, 20)
  head.writeUInt16LE(1, 22)
  head.writeUInt32LE(samplesPerSecond, 24)
  head.writeUInt32LE(samplesPerSecond * 2, 28)
  head.writeUInt16LE(2, 32)
  head.writeUInt16LE(16, 34)
  head.write('data', 36)
  head.writeUInt32LE(samples.length, 40)
  return Buffer.concat([head, samples])
}
