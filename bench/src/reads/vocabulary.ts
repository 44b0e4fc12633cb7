/**
 * Words of which texts are made. English ones carry the space that follows them; Japanese ones follow each other
 * directly. None needs an escape in JSON. The first of each are drawn most often.
 */
export const english: readonly string[] =
  `the to a of is in and for that with on this it as be by from are not or an if can we will when you which at has
   should file code test error function value user request response model data type line return call read write
   check update change add remove run build server client query table column row index key list map string number
   object array field schema config option default version branch commit merge review issue report result output
   input message prompt token context window answer question tool agent step plan task goal state session trace span
   score dataset cost price budget limit quota usage latency timeout retry fallback cache queue worker job batch stream
   event handler route path method header body status code page filter search sort order group count total average
   median percentile chart dashboard alert metric log level debug warning critical failure exception stack memory
   process thread lock wait signal deploy release rollback cluster node region zone bucket object storage backup
   restore snapshot migration partition replica leader follower quorum latency throughput bandwidth packet socket
   connection pool driver adapter provider gateway proxy balancer firewall certificate secret credential permission
   role policy tenant account invoice payment refund customer order shipment warehouse inventory catalog discount
   invoice address country currency exchange weather forecast temperature rain wind travel hotel flight train station
   ticket reservation restaurant recipe kitchen garden river mountain harbour museum library teacher student lesson
   exam paper journal author chapter summary translation grammar sentence paragraph document contract clause lawyer
   court hospital doctor patient symptom treatment medicine dose allergy vaccine insurance claim premium engine battery
   sensor camera robot signal voltage current magnet orbit satellite rocket planet galaxy particle molecule protein
   enzyme genome neuron cortex gradient tensor matrix vector kernel embedding attention transformer decoder sampling
   temperature beam corpus annotation label precision recall baseline ablation hypothesis experiment variance outlier
   correlation regression cluster centroid anomaly seasonal trend quarter revenue margin forecast hiring onboarding
   interview salary holiday overtime manager colleague meeting agenda minutes deadline milestone roadmap backlog sprint
   estimate velocity blocker dependency refactoring duplication abstraction interface inheritance closure iterator
   generator promise callback mutex semaphore deadlock starvation recursion compiler linker parser lexer grammar
   bytecode interpreter runtime garbage collector allocator profiler benchmark regression coverage fixture assertion
   snapshot emulator sandbox container orchestration scheduler autoscaling provisioning observability instrumentation
   propagation correlation sampling retention redaction compliance audit governance residency encryption rotation`
    .split(/\s+/)
    .map((word) => `${word} `)

export const japanese: readonly string[] =
  `の を は に が で と も から まで です。 ます。 ください。 している して する した ない ある この その あの これは それは
   ため こと もの とき ところ よう など について による として において 場合は 必要が 可能 です か。 確認して 修正して 追加して
   削除して 実行して 作成して 更新して 変更を 関数を ファイルを コードを テストを エラーが 原因は 結果を 処理が 利用者 要求を
   応答が 模型 データ 型の 行を 値を 一覧を 検索 索引 鍵を 設定を 既定の 版を 枝を 統合 査読 課題 報告 出力 入力 伝文 指示文
   文脈 回答 質問 道具 計画 作業 目標 状態 会話 追跡 区間 評価 費用 価格 予算 上限 使用量 遅延 時間切れ 再試行 代替 保存 待ち行列
   一括 事象 経路 見出し 本文 状況 頁 絞り込み 並べ替え 集計 合計 平均 中央値 図表 警告 計測 記録 詳細 失敗 例外 記憶域 並列 排他
   配備 公開 巻き戻し 地域 倉庫 複製 復元 移行 分割 帯域 接続 中継 証明書 秘密 権限 役割 方針 組織 請求 支払い 返金 顧客 注文
   配送 在庫 割引 住所 通貨 天気 予報 気温 東京の 大阪の 京都の 札幌の 福岡の 沖縄の 明日の 今日の 昨日の 雨が 晴れ 曇り 旅行
   宿泊 電車 駅 切符 予約 料理 台所 庭園 川 山 港 博物館 図書館 先生 学生 授業 試験 論文 著者 章 要約 翻訳 文法 段落 契約 条項
   弁護士 裁判 病院 医師 患者 症状 治療 薬 用量 保険 エンジン 電池 センサー カメラ ロボット 電圧 衛星 惑星 分子 酵素 遺伝子 勾配
   行列 埋め込み 注意機構 語彙 注釈 精度 再現率 仮説 実験 分散 外れ値 相関 回帰 異常 季節性 四半期 売上 採用 面接 給与 休暇 会議
   議事録 締め切り 見積もり 依存関係 再設計 抽象化 継承 再帰 翻訳系 構文解析 性能 網羅率 模擬 隔離 自動拡張 観測 計装 伝播 匿名化
   監査 統制 暗号化 サーバー クライアント データベース キャッシュ トークン プロンプト モデル エージェント ダッシュボード レスポンス`.split(
    /\s+/,
  )
