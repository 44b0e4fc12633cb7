import { sentenceInJapanese, splitCount } from './program-sentences.ts'

const wrongPlace =
  'LiteLLM でもここでは効果がありません。認証情報とリージョンは、各モデルの litellm_params か環境変数に書いてください。'
const notSetting = 'LiteLLM の設定ではなく、効果がありません。'

/** Japanese for what the gateway says about the keys that users most often write without effect. */
const byKey: Readonly<Record<string, string>> = {
  'model_list[].litellm_params.aws_session_name':
    'aws_role_name がないため効果がありません(ロールの引き受けは行われません)。',
  'model_list[].litellm_params.aws_external_id':
    'aws_role_name がないため効果がありません(ロールの引き受けは行われません)。',
  'litellm_settings.aws_access_key_id': wrongPlace,
  'litellm_settings.aws_secret_access_key': wrongPlace,
  'litellm_settings.aws_region_name': wrongPlace,
  'litellm_settings.aws_session_name': wrongPlace,
  'general_settings.store_prompts_in_spend_logs':
    '効果がありません。支出ログはなく、プロンプトはトレースに残ります。残さない場合は litellm_settings.turn_off_message_logging を使ってください。',
  'general_settings.log_level': `${notSetting}環境変数 LITELLM_LOG(DEBUG、INFO、ERROR)を使ってください。`,
  'general_settings.openai_api_base': `${notSetting}接続先は各モデルの litellm_params.api_base に書いてください。`,
  'general_settings.disable_user_auth':
    'LiteLLM の設定ではなく、認証は無効になりません。すべての呼び出しにキーが必要です。',
  'general_settings.database_url':
    'ゲートウェイはデータベースを使わないため、効果がありません。プラットフォームのデータベースは環境変数 DATABASE_URL で指定します。',
  'router_settings.default_model': `${notSetting}モデルはリクエストで指定します。最後の手段には default_fallbacks を使ってください。`,
  'router_settings.failover': `${notSetting}フォールバック先は litellm_settings.fallbacks に書いてください。`,
  'router_settings.retries': `${notSetting}num_retries のことかもしれません。`,
  openapi: 'LiteLLM のセクションではなく、効果がありません。',
}

/** Undefined for what is rare: the gateway's own sentence is shown then. */
export function remarkInJapanese(key: string, sentence: string): string | undefined {
  // Whatever the key is, the file holds it twice.
  const known = sentence.startsWith('is given twice') ? undefined : byKey[key]
  return known === undefined ? sentenceInJapanese(sentence) : known + splitCount(sentence).count
}
