# METADATA
# title: Clusters are protected against deletion
# description: One mistaken call deletes a cluster with every model that it serves.
# custom:
#   resource: AWS::EKS::Cluster
#   severity: low
#   theme: resilience
#   messages:
#     off: deletion protection is off
#   remediation: Set deletionProtection=true (aws eks update-cluster-config --deletion-protection).
#   ja:
#     title: クラスターは削除から保護されている
#     description: 誤った呼び出し一つで、クラスターが提供中のモデルごと削除される。
#     messages:
#       off: 削除保護が無効である
#     remediation: deletionProtection=true を設定する（aws eks update-cluster-config --deletion-protection）。
package controls.eks.deletion_protection

# AWS protects nothing where nothing is said.
violation contains {"code": "off", "evidence": ["/resource/properties/DeletionProtection"]} if not is_on

is_on if input.resource.properties.DeletionProtection == true
