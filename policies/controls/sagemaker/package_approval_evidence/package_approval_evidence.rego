# METADATA
# title: Approvals say why
# description: >-
#   An approval without a word cannot be audited: what was looked at, and on which ticket, has to stand with it.
# custom:
#   resource: AWS::SageMaker::ModelPackage
#   severity: medium
#   theme: approval
#   messages:
#     none: it was approved without an approval description
#   remediation: >-
#     Approve with --approval-description naming the review or ticket (UpdateModelPackage), and require it in the
#     release process.
#   ja:
#     title: モデルパッケージの承認には根拠が記載されている
#     description: 理由のない承認は監査できない。何を確認し、どのチケットに基づくのかを、承認とともに残す必要がある。
#     messages:
#       none: 承認の説明（ApprovalDescription）がないまま承認されている
#     remediation: レビューやチケットを示す ApprovalDescription を付けて承認し（UpdateModelPackage）、リリース手順で必須とする。
package controls.sagemaker.package_approval_evidence

applies if input.resource.properties.ModelApprovalStatus == "Approved"

violation contains {"code": "none", "evidence": ["/resource/properties/ApprovalDescription"]} if not said

# White space says nothing.
said if regex.match(`[^\s\p{Z}]`, input.resource.properties.ApprovalDescription)
