# METADATA
# title: Training jobs read de-identified data only
# description: >-
#   What a model learned can't be taken out of it again. Where the organisation declares which S3 prefixes hold
#   de-identified data, or which processing jobs make them, every channel of a training job has to lie below such a
#   prefix, or below the output of such a job that had completed before the training job was made.
# custom:
#   resource: AWS::SageMaker::TrainingJob
#   severity: high
#   theme: pii
#   live_only: true
#   messages:
#     outside: >-
#       the channel {channel} reads {uri}, which lies below no declared prefix, nor below the output of a declared
#       masking job
#     not_s3: the channel {channel} reads no S3 prefix, so none of the declared ones
#   remediation: >-
#     Run the de-identification step first and point the channel at its output, or declare the prefix under
#     pii.deidentified_prefixes once it is known to hold masked data only, or the job under pii.masking_jobs. Prefixes
#     end with a slash.
#   ja:
#     title: 学習ジョブは匿名化済みデータのみを読み込んでいる
#     description: "\
#       モデルが学習した内容は後から取り除けない。匿名化済みデータを置く S3 プレフィックス、またはそれを出力する処理ジョブを組織が宣言している場合、学習ジョブの全チャネルは、\
#       宣言されたプレフィックスの配下、または学習ジョブの作成前に完了した当該処理ジョブの出力の配下になければならない。"
#     messages:
#       outside: チャネル {channel} が読み込む {uri} は、宣言されたどのプレフィックスの配下にも、マスキングジョブの出力の配下にもない
#       not_s3: チャネル {channel} は S3 プレフィックスを読み込んでおらず、宣言された場所に該当しない
#     remediation: "\
#       匿名化処理の出力をチャネルに指定する。マスク済みデータのみと確認できたプレフィックスは pii.deidentified_prefixes に、\
#       匿名化を行う処理ジョブは pii.masking_jobs に宣言する（プレフィックスの末尾はスラッシュ）。"
package controls.sagemaker.training_input_masked_prefix

import data.lib.deidentified
import data.lib.evidence
import data.lib.policy

applies if count(input.params.pii.deidentified_prefixes) > 0

applies if count(input.params.pii.masking_jobs) > 0

violation contains {
	"code": "outside",
	"args": {"channel": name_of(channel), "uri": address},
	"evidence": array.concat(
		[
			evidence.at(["resource", "properties", "InputDataConfig", index, "DataSource", "S3DataSource", "S3Uri"]),
			"/params/pii/deidentified_prefixes",
		],
		searched,
	),
} if {
	some index, address in strays
	channel := input.resource.properties.InputDataConfig[index]
}

violation contains {
	"code": "not_s3",
	"args": {"channel": name_of(channel)},
	"evidence": [evidence.at(["resource", "properties", "InputDataConfig", index, "DataSource"])],
} if {
	some index in elsewhere
	channel := input.resource.properties.InputDataConfig[index]
}

# What was found to be de-identified is so, whichever other jobs nobody listed.
satisfied contains "/resource/properties/InputDataConfig" if count(strays) + count(elsewhere) == 0

strays[index] := address if {
	some index, channel in input.resource.properties.InputDataConfig
	address := channel.DataSource.S3DataSource.S3Uri
	not deidentified.declared(address)
	not masked(address)
}

elsewhere contains index if {
	some index, channel in input.resource.properties.InputDataConfig
	not channel.DataSource.S3DataSource.S3Uri
}

# Did a declared step write there, and was it done before the training job began?
masked(address) if {
	some job in input.refs.processingJobs
	is_declared(job)
	job.runtime.ProcessingJobStatus == "Completed"
	job.runtime.ProcessingEndTime <= input.resource.runtime.CreationTime
	some output in job.properties.ProcessingOutputConfig.Outputs
	deidentified.is_below(address, output.S3Output.S3Uri)
}

is_declared(job) if {
	some pattern in input.params.pii.masking_jobs
	policy.covers(pattern, job.properties.ProcessingJobName)
}

is_declared(job) if {
	some pattern in input.params.pii.masking_jobs
	policy.covers(pattern, job.properties.AppSpecification.ImageUri)
}

# Where no job is declared, which jobs there are does not matter.
default searched := []

searched := ["/params/pii/masking_jobs", "/refs/processingJobs", "/resource/runtime/CreationTime"] if {
	count(input.params.pii.masking_jobs) > 0
}

name_of(channel) := object.get(channel, "ChannelName", "?")
