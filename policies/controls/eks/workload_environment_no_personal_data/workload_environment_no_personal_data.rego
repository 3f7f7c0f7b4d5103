# METADATA
# title: Environment variables and commands of workloads hold no personal data
# description: >-
#   Whoever may read a workload, or the ConfigMaps from which it takes variables and files, reads their values and what
#   its containers run, and so does every tool that deploys them. No value is ever kept; what detectors found is.
#   Secrets are left alone.
# custom:
#   resource: Kubernetes::Workload
#   severity: high
#   theme: pii
#   messages:
#     found: "{place} holds personal data of the type {type} (values: {count})"
#   remediation: >-
#     Take the value out of the workload or the ConfigMap, and let the program read it from a store whose readers are
#     few and known.
#   ja:
#     title: ワークロードの環境変数と起動コマンドに個人情報が含まれていない
#     description: "\
#       ワークロードや参照先の ConfigMap を読める者とデプロイ用ツールは、環境変数、マウントされたファイルおよび起動コマンドを読める。\
#       値は保存せず、検出した個人情報の種類と件数のみを記録する。Secret の値は対象外である。"
#     messages:
#       found: "{place} に個人情報が含まれている（種類は {type}、{count} 件）"
#     remediation: ワークロードや ConfigMap から値を除き、参照者を限定した保管先からプログラムが取得するよう改める。
package controls.eks.workload_environment_no_personal_data

import data.lib.personal_data

violation contains flaw if some flaw in personal_data.flaws
