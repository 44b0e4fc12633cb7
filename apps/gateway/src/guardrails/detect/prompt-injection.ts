/**
 * Sentences that try to talk a model out of its instructions, in English and Japanese. Heuristics: they know the usual
 * words, not every thought.
 */
export const injectionForms: readonly RegExp[] = [
  /\b(?:ignore|disregard|forget|override|bypass|do not follow|don't follow)\b[^.!?\n]{0,40}\b(?:previous|prior|above|earlier|preceding|all|any|your|system|original)\b[^.!?\n]{0,30}\b(?:instructions?|prompts?|rules?|guidelines?|directions?|context|commands?|policies)\b/giu,
  /\b(?:reveal|print|show|repeat|output|tell me|leak|dump|display)\b[^.!?\n]{0,30}\b(?:your|the)\b[^.!?\n]{0,20}\b(?:system|initial|hidden|secret|original|developer)\b[^.!?\n]{0,15}\b(?:prompt|message|instructions?)\b/giu,
  /\byou are (?:now|no longer)\b[^.!?\n]{0,40}\b(?:DAN|jailbroken|unrestricted|unfiltered|free from|bound by|without (?:any )?(?:rules|restrictions|limits|filters))/giu,
  /\b(?:act|behave|pretend|respond|answer)\b[^.!?\n]{0,40}\b(?:no|without any|without|free of)\b[^.!?\n]{0,15}\b(?:restrictions?|filters?|rules|limits|guidelines|ethics|safety)\b/giu,
  /\b(?:enter|enable|activate|switch to)\b[^.!?\n]{0,20}\b(?:developer|debug|god|jailbreak|DAN|unrestricted)\s+mode\b/giu,
  /<\|?(?:im_start|system|endoftext)\|?>\s*(?:system)?/giu,
  /(?:これまで|今まで|以前|以上|上記|前述|先ほど|すべて|全て|元|システム)(?:の|に(?:与え|示さ)られた)?(?:の|全ての|すべての)?(?:指示|命令|ルール|規則|制約|プロンプト|設定|ガイドライン|指令)(?:や[^。！？\n]{0,15})?(?:を|は)?[^。！？\n]{0,10}(?:無視|忘れ|破棄|取り消|無効|従わな|守らな)/gu,
  /(?:システム|隠された|内部|初期|最初|開発者|秘密)(?:の)?(?:プロンプト|指示|命令|メッセージ)[^。！？\n]{0,12}(?:を|の(?:内容|全文)を)[^。！？\n]{0,12}(?:教え|表示|出力|見せ|開示|書き出|暴露|繰り返)/gu,
  /(?:制限|制約|フィルタ(?:ー)?|倫理|検閲|安全(?:装置|対策)?)(?:を|の|が|も)?(?:一切)?(?:ない|なく|無い|無く|外し|解除|無視|無効|取り払)[^。！？\n]{0,20}(?:AI|モード|回答|答え|応答|振る舞|ふるま|存在|モデル)/gu,
  /(?:開発者|デバッグ|脱獄|ジェイルブレイク|無制限|DAN)(?:の)?モード(?:に|を|へ)[^。！？\n]{0,10}(?:切り替|入|有効|起動|なっ|なれ|移行)/gu,
]
