/** The parts of Google's generateContent. Names and shapes are the service's. */
export interface WirePart {
  readonly text?: string
  /** The text is reasoning. */
  readonly thought?: boolean
  readonly thoughtSignature?: string
  readonly inlineData?: { readonly mimeType?: string; readonly data?: string }
  readonly fileData?: { readonly mimeType?: string; readonly fileUri: string }
  readonly functionCall?: { readonly id?: string; readonly name?: string; readonly args?: unknown }
  readonly functionResponse?: { readonly name: string; readonly response: object }
}

export interface WireContent {
  readonly role: 'user' | 'model'
  readonly parts: WirePart[]
}

interface ModalityCount {
  readonly modality?: string
  readonly tokenCount?: number
}

/** Counts of the service: the prompt's include what was cached, those of the answer leave thoughts out. */
export interface AnswerUsage {
  readonly promptTokenCount?: number
  readonly cachedContentTokenCount?: number
  readonly toolUsePromptTokenCount?: number
  readonly candidatesTokenCount?: number
  readonly thoughtsTokenCount?: number
  readonly totalTokenCount?: number
  readonly promptTokensDetails?: readonly ModalityCount[]
  readonly candidatesTokensDetails?: readonly ModalityCount[]
}

export interface AnswerCandidate {
  readonly index?: number
  readonly content?: { readonly parts?: readonly WirePart[] | null } | null
  readonly finishReason?: string
  readonly finishMessage?: string
  readonly safetyRatings?: readonly unknown[]
  readonly groundingMetadata?: unknown
  readonly urlContextMetadata?: unknown
  readonly citationMetadata?: unknown
  readonly logprobsResult?: unknown
}

export interface Answer {
  readonly candidates?: readonly AnswerCandidate[] | null
  readonly promptFeedback?: { readonly blockReason?: string; readonly blockReasonMessage?: string } | null
  readonly usageMetadata?: AnswerUsage | null
  readonly modelVersion?: string
  readonly responseId?: string
  readonly error?: unknown
}
