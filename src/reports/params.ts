/** The meaning of each parameter in Japanese; in English the schema says it (`schemas/params.schema.json`). */
export const PARAMS_JA: Readonly<Record<string, string>> = {
  'retention.audit_trail_years': 'CloudTrail のログファイルを改変不能な状態で保管すべき年数。',
  'retention.invocation_log_years': 'Bedrock のモデル呼び出しログを保管すべき年数。',
  'retention.cluster_audit_log_years': 'EKS クラスターの監査ログを保管すべき年数。',
  'retention.job_log_years': 'SageMaker のジョブおよびエンドポイントのログを保管すべき年数。',
  'retention.flow_log_years': 'VPC フローログを保管すべき年数。',
  'retention.access_log_years': 'S3 のアクセスログを保管すべき年数。',
  'retention.data_capture_days': 'SageMaker エンドポイントが取得した推論データを削除すべき日数。',
  'network.widest_ipv4_prefix':
    'パブリックエンドポイントに許可できる最短の IPv4 プレフィックス長。16 であれば、一つの CIDR で許可されるアドレスは最大 65,536 個となる。',
  'network.widest_ipv6_prefix': 'パブリックエンドポイントに許可できる最短の IPv6 プレフィックス長。',
  'network.flow_log_traffic':
    'AI ワークロードのサブネットのフローログが記録すべき通信の種類。情報の持ち出しは、許可された通信として現れる。',
  'network.restrict_egress':
    'AI ワークロードのセキュリティグループから、広いパブリックアドレス範囲への送信を禁じるか否か。',
  'access.cluster_admins': 'EKS クラスターの管理を認められたプリンシパルの ARN。',
  'access.model_approvers': 'モデルパッケージの承認を認められたロールおよびユーザーの ARN。',
  'mlops.pipeline_run_days': '各 SageMaker パイプラインが最後まで実行されているべき期間（日数）。',
  'pii.guardrail_entities':
    'ガードレールがブロックまたは匿名化すべき個人情報の種類（Bedrock API の GuardrailPiiEntityType）。',
  'pii.deidentified_prefixes':
    '非識別化済みデータのみを置く S3 URI の接頭辞。宣言がない場合、学習データの所在は判定しない。',
  'pii.configuration_types':
    'プロンプト、指示文、スクリプトおよび環境変数に含まれていてはならない個人情報・機密情報の種類（`kansa pii` の種類名）。',
  'pii.configuration_confidence':
    'プロンプト、指示文、スクリプトおよび環境変数の中の値を個人情報とみなす確信度の下限。',
  'pii.training_types':
    'モデルの学習・調整に用いるデータに含まれていてはならない個人情報・機密情報の種類（`kansa pii` の種類名）。',
  'pii.training_confidence': '学習・調整用データの中の値を個人情報とみなす確信度の下限。',
  'pii.knowledge_base_types':
    'ナレッジベースの文書に含まれていてはならない個人情報・機密情報の種類。文書の内容は、質問した者に引用される。',
  'pii.knowledge_base_confidence': 'ナレッジベースの文書の中の値を個人情報とみなす確信度の下限。',
  'pii.kept_types':
    '検出された場所（キャプチャ、ログなど）に保護、保存期間の制限およびガードレールによる措置を求め、非識別化済みと宣言した場所には残っていてはならない個人情報・機密情報の種類。',
  'pii.kept_confidence': 'それらの場所の値を個人情報とみなす確信度の下限。',
  'pii.retention_days': '個人情報が検出されたデータを削除すべき日数。0 の場合は、宣言がないものとし、判定しない。',
  'pii.masking_jobs':
    '出力を非識別化済みデータとみなす処理ジョブの名称、またはそのイメージの URI（* は任意の文字列を表す）。',
  'pii.classification_tags':
    'データの保管先（バケットなど）の機密区分を示すタグの名称。大文字と小文字、ハイフン、アンダースコアおよび空白の違いは無視する。',
  'pii.barred_classes':
    'モデルの学習・調整や、ナレッジベースによる回答に用いてはならないデータを示す、機密区分タグの値。名称と同様に比較する。',
  'pii.open_classes': '誰でも閲覧できること、または未分類であることを示す、機密区分タグの値。名称と同様に比較する。',
  'sagemaker.supported_notebook_platforms':
    'サポート中のノートブックインスタンスのプラットフォーム識別子。既定値は 2026 年 11 月時点で AWS がサポートするもの。',
  'cost.longest_training_hours': 'トレーニングジョブの実行を認める時間数。',
  'cost.longest_idle_hours': 'アイドル状態の Studio アプリケーションを停止すべき時間数。',
  'cost.accelerated_nodes': '一つのノードグループで認めるアクセラレータ搭載ノードの最大数。',
  'cost.anomaly_impact_usd': '異常なコストがこの金額（米ドル）に達するまでに通知されるべき上限。',
  'iam.access_key_max_age_days': 'アクセスキーを更新すべき日数。',
  'iam.access_key_unused_days': '使用されていないアクセスキーを削除すべき日数。',
  'iam.role_unused_days': '使用されていないロールを削除すべき日数。',
  'iam.trusted_accounts': 'スキャン対象のほかに、組織が自らのものとして信頼するアカウントの ID。',
  's3.ai_buckets': 'AI 基盤のデータ、モデル、出力またはログを置くバケット名のパターン（*、? を使用できる）。',
  'lambda.supported_runtimes': 'サポート中の関数ランタイム。既定値は 2026 年 11 月時点で AWS が修正を提供するもの。',
  'residency.regions': 'データの処理および保存を認めるリージョン。空の場合は、宣言がないものとする。',
  'bedrock.invocation_log_bodies':
    'モデル呼び出しログに含めるべき本文の種類。ほかの種類は含めない。空の場合は、決定がないものとする。',
  'bedrock.content_filter_strength': 'ガードレールのコンテンツフィルターに最低限求める強度。',
  'bedrock.grounding_threshold': 'ガードレールが回答をブロックすべき、根拠性または関連性スコアの下限。',
  'bedrock.denied_topics': 'すべてのガードレールが拒否すべきトピックの名称。',
  'bedrock.session_ttl_seconds': 'エージェントがアイドル状態のセッションを保持できる秒数。',
  'bedrock.memory_days': 'エージェントが利用者の発言を記憶できる日数。',
  'bedrock.unconfirmed_functions':
    'エージェントが確認なしに実行できる関数および操作。名称または * を含むパターンで指定し、大文字と小文字は区別しない。',
  'bedrock.sync_days': 'ナレッジベースのデータソースを再同期すべき日数。',
  'bedrock.api_key_days': 'Bedrock API キーの有効期間として認める日数。',
  'bedrock.profile_tags': 'アプリケーション推論プロファイルに必要なタグ。空の場合は、いずれかのタグがあればよい。',
};
