# METADATA
# title: Training jobs read de-identified data only
# description: >-
#   What a model learned can't be taken out of it again. Where the organisation declares the S3 prefixes that hold
#   de-identified data, every channel of a training job has to lie below one of them.
# custom:
#   resource: AWS::SageMaker::TrainingJob
#   severity: high
#   theme: pii
#   live_only: true
#   messages:
#     outside: the channel {channel} reads {uri}, which lies below no declared prefix
#     not_s3: the channel {channel} reads no S3 prefix, so none of the declared ones
#   remediation: >-
#     Run the de-identification step first and point the channel at its output, or declare the prefix under
#     pii.deidentified_prefixes once it is known to hold masked data only. Prefixes end with a slash.
#   ja:
#     title: 学習ジョブは匿名化済みデータのみを読み込んでいる
#     description: モデルが学習した内容は後から取り除けない。匿名化済みデータを置く S3 プレフィックスを組織が宣言している場合、学習ジョブの全チャネルはその配下になければならない。
#     messages:
#       outside: チャネル {channel} が読み込む {uri} は、宣言されたどのプレフィックスの配下にもない
#       not_s3: チャネル {channel} は S3 プレフィックスを読み込んでおらず、宣言された場所に該当しない
#     remediation: 匿名化処理の出力をチャネルに指定する。マスク済みデータのみと確認できたプレフィックスは pii.deidentified_prefixes に宣言する（末尾はスラッシュ）。
package controls.sagemaker.training_input_masked_prefix

import data.lib.evidence

applies if count(input.params.pii.deidentified_prefixes) > 0

violation contains {
	"code": "outside",
	"args": {"channel": object.get(channel, "ChannelName", "?"), "uri": address},
	"evidence": [
		evidence.at(["resource", "properties", "InputDataConfig", index, "DataSource", "S3DataSource", "S3Uri"]),
		"/params/pii/deidentified_prefixes",
	],
} if {
	some index, channel in input.resource.properties.InputDataConfig
	address := channel.DataSource.S3DataSource.S3Uri
	not declared(address)
}

violation contains {
	"code": "not_s3",
	"args": {"channel": object.get(channel, "ChannelName", "?")},
	"evidence": [evidence.at(["resource", "properties", "InputDataConfig", index, "DataSource"])],
} if {
	some index, channel in input.resource.properties.InputDataConfig
	not channel.DataSource.S3DataSource.S3Uri
}

# S3 matches prefixes by characters: `s3://data/masked` would take in `s3://data/masked-not-yet/`.
declared(address) if {
	some prefix in input.params.pii.deidentified_prefixes
	startswith(address, concat("", [trim_suffix(prefix, "/"), "/"]))
}

# A bucket as a whole needs no slash: no other bucket's name goes on from there.
declared(address) if {
	some prefix in input.params.pii.deidentified_prefixes
	regex.match(`^s3://[^/]+/?$`, prefix)
	address == trim_suffix(prefix, "/")
}
