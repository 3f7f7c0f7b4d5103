import { createHash } from 'node:crypto';
import type { Catalogue, Control } from '../../src/model/control.js';
import type { Evaluation, Evidence, Finding, Violation } from '../../src/model/finding.js';
import type { Gap } from '../../src/model/gap.js';
import type { Source } from '../../src/model/resource.js';
import { VERDICTS, type Verdict } from '../../src/model/verdict.js';

const NOW = Date.UTC(2026, 0, 15, 21, 0, 0);
const ACCOUNT = '123456789012';
const TOKYO = 'ap-northeast-1';
const VIRGINIA = 'us-east-1';

const NOTHING = { cut: [], values: [], shapes: [] };

const control = (
  rest: Pick<Control, 'id' | 'resource' | 'severity' | 'theme' | 'text'> & Partial<Pick<Control, 'liveOnly'>>,
): Control => ({ reads: { applies: NOTHING, violation: NOTHING }, liveOnly: false, ...rest });

export const catalogue: Catalogue = {
  schemaVersion: 1,
  wasmDigest: 'b'.repeat(64),
  entrypoints: { 'AWS::SageMaker::NotebookInstance': 'kansa/aws_sagemaker_notebookinstance' },
  controls: [
    control({
      id: 'sagemaker/notebook_direct_internet',
      resource: 'AWS::SageMaker::NotebookInstance',
      severity: 'high',
      theme: 'network',
      text: {
        en: {
          title: 'Notebook instances have no direct internet access',
          description:
            "A notebook with its own route to the internet can send training data anywhere, past the VPC's controls.",
          remediation: 'Recreate the notebook instance in a private subnet with DirectInternetAccess set to Disabled.',
          messages: {
            enabled: 'direct internet access is enabled',
            default: 'direct internet access is left at its default, which is enabled',
          },
        },
        ja: {
          title: 'ノートブックインスタンスはインターネットへ直接接続できない',
          description:
            'ノートブックが独自のインターネット経路を持つと、VPC の統制を経ずに学習データを外部へ送信できる。',
          remediation:
            'DirectInternetAccess を Disabled とし、プライベートサブネットにノートブックインスタンスを作り直す。',
          messages: {
            enabled: 'インターネットへの直接アクセスが有効になっている',
            default: 'インターネットへの直接アクセスが既定値（有効）のままである',
          },
        },
      },
    }),
    control({
      id: 'bedrock/guardrail_pii',
      resource: 'AWS::Bedrock::Guardrail',
      severity: 'critical',
      theme: 'pii',
      text: {
        en: {
          title: 'Guardrails block or anonymise personal data',
          description: 'Prompts and answers carry names, addresses and card numbers unless the guardrail stops them.',
          remediation: 'Add the missing entity types to the sensitive information filters.',
          messages: { missing: 'guardrail {name} does not handle {entities}' },
        },
        ja: {
          title: 'ガードレールは個人情報を遮断または匿名化する',
          description: 'ガードレールで止めない限り、氏名、住所、カード番号がプロンプトや応答に含まれうる。',
          remediation: '不足しているエンティティタイプを機密情報フィルターに追加する。',
          messages: { missing: 'ガードレール {name} が {entities} を処理していない' },
        },
      },
    }),
    control({
      id: 'audit/trail_retention',
      resource: 'Kansa::Account',
      severity: 'critical',
      theme: 'audit',
      text: {
        en: {
          title: 'Audit trails are kept unalterable for seven years',
          description: 'An auditor can only follow what nobody could delete.',
          remediation: "Turn on Object Lock in compliance mode for the trail's bucket.",
          messages: { unlocked: 'bucket {bucket} has no Object Lock' },
        },
        ja: {
          title: '監査証跡は 7 年間、改変できない状態で保管される',
          description: '削除できる記録は、監査の証拠として依拠できない。',
          remediation: '証跡の保管先バケットで、コンプライアンスモードのオブジェクトロックを有効にする。',
          messages: { unlocked: 'バケット {bucket} でオブジェクトロックが有効になっていない' },
        },
      },
    }),
    control({
      id: 'eks/endpoint_public_access',
      resource: 'AWS::EKS::Cluster',
      severity: 'medium',
      theme: 'network',
      text: {
        en: {
          title: 'Cluster endpoints admit known networks only',
          description:
            'A public endpoint open to everybody leaves only credentials between the internet and the cluster.',
          remediation: 'Restrict publicAccessCidrs, or turn the public endpoint off.',
          messages: { wide: '{cidr} is wider than /{prefix}' },
        },
        ja: {
          title: 'クラスターのエンドポイントは既知のネットワークだけに公開される',
          description: '全体に公開されたエンドポイントでは、認証情報だけがクラスターを守ることになる。',
          remediation: 'publicAccessCidrs を限定するか、パブリックエンドポイントを無効にする。',
          messages: { wide: '{cidr} は /{prefix} より広い' },
        },
      },
    }),
    control({
      id: 'sagemaker/notebook_kms_key',
      resource: 'AWS::SageMaker::NotebookInstance',
      severity: 'low',
      theme: 'encryption',
      text: {
        en: {
          title: 'Notebook volumes are encrypted with a customer managed key',
          description: 'Only a key of your own can be revoked.',
          remediation: 'Recreate the notebook instance with a KMS key.',
          messages: { none: 'no KMS key is set' },
        },
        ja: {
          title: 'ノートブックのボリュームはカスタマー管理キーで暗号化される',
          description: '自ら管理するキーだけが失効できる。',
          remediation: 'KMS キーを指定してノートブックインスタンスを作り直す。',
          messages: { none: 'KMS キーが指定されていない' },
        },
      },
    }),
    control({
      id: 'sagemaker/model_approval',
      resource: 'AWS::SageMaker::ModelPackage',
      severity: 'high',
      theme: 'approval',
      text: {
        en: {
          title: 'Deployed models were approved by somebody else than their author',
          description: 'Four eyes see a biased model before customers do.',
          remediation: 'Have a second person approve the model package.',
          messages: { self: '{person} approved what {person} had built' },
        },
        ja: {
          title: '本番モデルは作成者以外の者が承認している',
          description: '職務の分離により、不適切なモデルの本番適用を防ぐ。',
          remediation: '作成者以外の担当者がモデルパッケージを承認する。',
          messages: { self: '{person} が自ら作成したものを承認している' },
        },
      },
    }),
    control({
      id: 'eks/logging',
      resource: 'AWS::EKS::Nodegroup',
      severity: 'low',
      theme: 'monitoring',
      text: {
        en: {
          title: 'Node groups are reached by no SSH key',
          description: 'A shared key leaves no trace of who used it.',
          remediation: 'Use Session Manager.',
          messages: { key: 'SSH key {key}' },
        },
        ja: {
          title: 'ノードグループに SSH キーで接続できない',
          description: '共有の鍵では、誰が使用したかの記録が残らない。',
          remediation: 'Session Manager を使用する。',
          messages: { key: 'SSH キー {key} が設定されている' },
        },
      },
    }),
  ],
};

/** Names and values as a hostile or merely unlucky account holds them. */
const HOSTILE: Readonly<Record<string, string>> = {
  'analysis-notebook': '<script>alert(document.cookie)</script>',
  'research-notebook': '"><img src=x onerror=alert(1)>',
  'customer-guardrail': '=HYPERLINK("http://evil.example","顧客ガードレール")',
  'payments-bucket': '\u001b[31mred\u001b[0m\u001b]0;owned\u0007-bucket',
  'inference-cluster': `${'very-long-cluster-name-'.repeat(12)}end`,
  'fraud-model': 'invoice\u202egnp.exe\u2066\u200b',
  'data-owner': '部門：決済基盤チーム & <b>太字</b>',
  'access denied':
    "User: arn:aws:sts::123456789012:assumed-role/audit/x' onload='alert(1) is not authorized\r\n::error::spoofed",
};

/** One rich evaluation. Every text that an account could have chosen goes through `named`. */
export const evaluationOf = (named: (benign: string) => string): Evaluation => {
  const arn = (service: string, region: string, rest: string) => `arn:aws:${service}:${region}:${ACCOUNT}:${rest}`;
  const source = (operation: string, minutes: number): Source => ({
    operation,
    requestId: `${sha256(operation).slice(0, 8)}-${sha256(operation).slice(8, 12)}-4000-8000-${sha256(operation).slice(12, 24)}`,
    time: NOW + minutes * 60_000,
  });
  const denied = (action: string, pointer: string, kind: Gap['kind'] = 'missing'): Gap => ({
    pointer,
    kind,
    reason: 'denied',
    detail: `${action} in ${TOKYO} was denied (AccessDeniedException): ${named('access denied')}`,
    action,
  });
  const notebook = (name: string, region = TOKYO) => ({
    type: 'AWS::SageMaker::NotebookInstance',
    id: arn('sagemaker', region, `notebook-instance/${named(name)}`),
    account: ACCOUNT,
    region,
  });
  const violation = (code: string, args: Record<string, string>, message: string, evidence: Evidence[]): Violation => ({
    code,
    args,
    message,
    evidence,
    fingerprint: sha256(`${code}${message}`),
  });
  const found = (
    id: string,
    verdict: Verdict,
    resource: Finding['resource'],
    rest: Partial<Omit<Finding, 'control' | 'verdict' | 'resource'>> = {},
  ): Finding => {
    const { severity, theme, text } = catalogue.controls.find((one) => one.id === id) ?? raise(`no control ${id}`);
    const { violations = [] } = rest;
    return {
      control: id,
      severity,
      theme,
      verdict,
      resource,
      message: violations.map(({ message }) => message).join('; ') || text.en.title,
      evidence: violations.flatMap(({ evidence }) => evidence),
      violations,
      unproven: [],
      gaps: [],
      fingerprint: sha256(`${id}${resource.region}${resource.type}${verdict}${rest.reason}${sequence++}`),
      ...rest,
    };
  };
  let sequence = 0;

  const access = (value?: string): Evidence => ({
    pointer: '/resource/properties/DirectInternetAccess',
    ...(value !== undefined && { value }),
    source: [source('sagemaker:ListNotebookInstances', -3), source('sagemaker:DescribeNotebookInstance', -2)],
  });
  const bucket = named('payments-bucket');
  const guardrail = named('customer-guardrail');
  const person = named('data-owner');

  const findings: Finding[] = [
    found(
      'audit/trail_retention',
      'fail',
      { type: 'Kansa::Account', id: ACCOUNT, account: ACCOUNT, region: 'global' },
      {
        violations: [
          violation('unlocked', { bucket }, `bucket ${bucket} has no Object Lock`, [
            {
              pointer: '/refs/buckets/0/properties/ObjectLockConfiguration',
              source: [source('s3:GetObjectLockConfiguration', -1)],
            },
            {
              pointer: '/refs/buckets/0',
              value: {
                id: bucket,
                tags: { 所有者: person, [bucket]: guardrail },
                properties: {
                  BucketName: bucket,
                  VersioningConfiguration: { Status: 'Enabled' },
                  LifecycleConfiguration: {
                    Rules: [1, 2, 3, 4].map((n) => ({ Id: `${person} ${n}`, Status: 'Enabled', ExpirationInDays: 90 })),
                  },
                },
              },
              source: [source('s3:ListBuckets', -4), source('s3:GetBucketTagging', -1)],
            },
          ]),
        ],
      },
    ),
    found(
      'bedrock/guardrail_pii',
      'fail',
      { type: 'AWS::Bedrock::Guardrail', id: guardrail, account: ACCOUNT, region: TOKYO },
      {
        violations: [
          violation(
            'missing',
            { name: guardrail, entities: 'EMAIL, PHONE' },
            `guardrail ${guardrail} does not handle EMAIL, PHONE`,
            [
              {
                pointer: '/resource/properties/SensitiveInformationPolicyConfig/PiiEntitiesConfig',
                value: [
                  { Type: 'NAME', Action: 'ANONYMIZE' },
                  { Type: 'ADDRESS', Action: 'BLOCK' },
                ],
                source: [source('bedrock:GetGuardrail', -2)],
              },
            ],
          ),
        ],
      },
    ),
    found(
      'bedrock/guardrail_pii',
      'unknown',
      { type: 'AWS::Bedrock::Guardrail', id: '*', account: ACCOUNT, region: VIRGINIA },
      {
        reason: 'not_listed',
        message: `No AWS::Bedrock::Guardrail in ${VIRGINIA} could be listed: ${named('access denied')}`,
        gaps: [denied('bedrock:ListGuardrails', '')],
      },
    ),
    found(
      'eks/endpoint_public_access',
      'fail',
      {
        type: 'AWS::EKS::Cluster',
        id: arn('eks', TOKYO, `cluster/${named('inference-cluster')}`),
        account: ACCOUNT,
        region: TOKYO,
      },
      {
        violations: [
          violation('wide', { cidr: '0.0.0.0/0', prefix: '16' }, '0.0.0.0/0 is wider than /16', [
            {
              pointer: '/resource/properties/ResourcesVpcConfig/PublicAccessCidrs/0',
              value: '0.0.0.0/0',
              source: [source('eks:DescribeCluster', -2)],
            },
          ]),
        ],
      },
    ),
    found(
      'eks/endpoint_public_access',
      'waived',
      { type: 'AWS::EKS::Cluster', id: arn('eks', VIRGINIA, 'cluster/demo'), account: ACCOUNT, region: VIRGINIA },
      {
        violations: [
          violation('wide', { cidr: '10.0.0.0/8', prefix: '16' }, '10.0.0.0/8 is wider than /16', [
            {
              pointer: '/resource/properties/ResourcesVpcConfig/PublicAccessCidrs/0',
              value: '10.0.0.0/8',
              source: [source('eks:DescribeCluster', -2)],
            },
          ]),
        ],
      },
    ),
    found(
      'sagemaker/model_approval',
      'unknown',
      {
        type: 'AWS::SageMaker::ModelPackage',
        id: arn('sagemaker', TOKYO, `model-package/${named('fraud-model')}/7`),
        account: ACCOUNT,
        region: TOKYO,
      },
      {
        reason: 'unproven_violation',
        message: 'Could not be seen: the trail keeps 90 days of events',
        unproven: [
          violation('self', { person }, `${person} approved what ${person} had built`, [
            {
              pointer: '/refs/events/0/properties/userIdentity/arn',
              value: arn('iam', '', `user/${person}`),
              source: [source('cloudtrail:LookupEvents', -1)],
            },
          ]),
        ],
        gaps: [
          {
            pointer: '/refs/events',
            kind: 'partial',
            reason: 'out_of_window',
            detail: 'cloudtrail:LookupEvents keeps 90 days of events',
          },
        ],
      },
    ),
    found(
      'sagemaker/model_approval',
      'manual',
      {
        type: 'AWS::SageMaker::ModelPackage',
        id: arn('sagemaker', TOKYO, 'model-package/churn/2'),
        account: ACCOUNT,
        region: TOKYO,
      },
      { message: 'Show the minutes of the model review.' },
    ),
    found('sagemaker/notebook_direct_internet', 'fail', notebook('analysis-notebook'), {
      violations: [violation('enabled', {}, 'direct internet access is enabled', [access('Enabled')])],
    }),
    found('sagemaker/notebook_direct_internet', 'fail', notebook('research-notebook'), {
      violations: [
        violation('default', {}, 'direct internet access is left at its default, which is enabled', [access()]),
      ],
    }),
    found('sagemaker/notebook_direct_internet', 'unknown', notebook('locked-notebook'), {
      reason: 'gap',
      message: `Could not be seen: ${named('access denied')}`,
      gaps: [denied('sagemaker:DescribeNotebookInstance', '/resource')],
    }),
    found('sagemaker/notebook_direct_internet', 'unknown', notebook('broken-notebook', VIRGINIA), {
      reason: 'evaluation_error',
      message: 'The control could not be evaluated: Wasm memory is full',
    }),
    found('sagemaker/notebook_direct_internet', 'not_applicable', notebook('old-notebook', VIRGINIA), {
      reason: 'does_not_apply',
      message: 'The control does not apply to this resource',
    }),
    ...['alpha', 'beta', 'gamma'].map((name) =>
      found('sagemaker/notebook_direct_internet', 'pass', notebook(name), { evidence: [access('Disabled')] }),
    ),
    ...['analysis-notebook', 'research-notebook', 'alpha', 'beta', 'gamma'].map((name) =>
      found('sagemaker/notebook_kms_key', 'pass', notebook(name)),
    ),
    found('sagemaker/notebook_kms_key', 'not_applicable', notebook('template-notebook'), {
      reason: 'live_only',
      message: 'Only a running account can show this',
    }),
  ];

  return {
    schemaVersion: 1,
    kansa: '0.1.0',
    scope: { partition: 'aws', account: ACCOUNT, regions: [TOKYO, VIRGINIA], now: NOW, since: NOW - 90 * 86_400_000 },
    digests: { bundle: 'b'.repeat(64), params: sha256('params'), findings: sha256('findings') },
    exitCode: 1,
    summary: summaryOf(findings),
    coverage: {
      calls: [
        { service: 'bedrock', operation: 'GetGuardrail', region: TOKYO, outcomes: { ok: 1 } },
        { service: 'bedrock', operation: 'ListGuardrails', region: TOKYO, outcomes: { ok: 1 } },
        { service: 'bedrock', operation: 'ListGuardrails', region: VIRGINIA, outcomes: { denied: 1 } },
        { service: 'eks', operation: 'DescribeCluster', region: TOKYO, outcomes: { ok: 1 } },
        { service: 'kms', operation: 'DescribeKey', region: TOKYO, outcomes: { ok: 11, throttled: 2, gone: 1 } },
        { service: 's3', operation: 'GetObjectLockConfiguration', region: TOKYO, outcomes: { absent: 1, failed: 1 } },
        { service: 'sagemaker', operation: 'DescribeNotebookInstance', region: TOKYO, outcomes: { ok: 8, denied: 1 } },
      ],
      listings: [
        {
          type: 'AWS::Bedrock::Guardrail',
          account: ACCOUNT,
          region: VIRGINIA,
          state: 'missing',
          cause: {
            reason: 'denied',
            detail: `bedrock:ListGuardrails in ${VIRGINIA} was denied (AccessDeniedException): ${named('access denied')}`,
            action: 'bedrock:ListGuardrails',
          },
        },
        {
          type: 'AWS::CloudTrail::Event',
          account: ACCOUNT,
          region: TOKYO,
          state: 'partial',
          cause: { reason: 'throttled', detail: `cloudtrail:LookupEvents in ${TOKYO} was throttled on every attempt` },
        },
        { type: 'AWS::SageMaker::NotebookInstance', account: ACCOUNT, region: TOKYO, state: 'complete' },
      ],
      resources: {
        'AWS::Bedrock::Guardrail': 1,
        'AWS::EKS::Cluster': 2,
        'AWS::S3::Bucket': 1,
        'AWS::SageMaker::ModelPackage': 2,
        'AWS::SageMaker::NotebookInstance': 9,
      },
      gaps: [
        { reason: 'denied', action: 'sagemaker:DescribeNotebookInstance', count: 4 },
        { reason: 'out_of_window', action: '', count: 1 },
      ],
      controls: { judged: catalogue.controls.length, of: catalogue.controls.length },
      controlsWithoutSubject: ['eks/logging'],
    },
    personalData: [
      {
        place: named('s3://example-training-data/raw/'),
        region: TOKYO,
        uses: ['training', 'customization'],
        users: 2,
        listed: { objects: 1_204, bytes: 5_000_000_000 },
        looked: { objects: 100, bytes: 1_073_741_824 },
        cost: { usd: 0.166501, transfer: 0.166433 },
        found: [
          { type: 'email', count: 41, objects: 7, confidence: 0.97, sample: named('t*****@***') },
          { type: 'my_number', count: 1, objects: 1, confidence: 0.97 },
          { type: 'organisation_term', id: named('code-names'), count: 2, objects: 1, confidence: 0.9 },
        ],
        classified: { tags: [{ name: named('data-classification'), value: named('restricted') }], gaps: [] },
        objects: [1, 2, 3, 4, 5, 6, 7].map((part) => ({ key: named(`raw/part-${part}.csv`), types: ['email'] })),
        gaps: [{ reason: 'budget', detail: named('100 of 1204 objects were looked at; the rest was not') }],
      },
      {
        place: 's3://example-captures/churn/',
        region: TOKYO,
        uses: ['capture'],
        users: 1,
        listed: { objects: 0, bytes: 0 },
        looked: { objects: 0, bytes: 0 },
        cost: { usd: 0.000008, transfer: 0.000001 },
        found: [],
        classified: {
          tags: [],
          gaps: [{ reason: 'denied', detail: named('tag:GetResources was denied'), action: 'tag:GetResources' }],
        },
        objects: [],
        gaps: [{ reason: 'denied', detail: 's3:ListObjectsV2 was denied', action: 's3:ListBucket' }],
      },
      {
        place: 's3://example-manuals/',
        region: TOKYO,
        uses: ['knowledge_base'],
        users: 1,
        listed: { objects: 1, bytes: 1_200 },
        looked: { objects: 1, bytes: 1_200 },
        cost: { usd: 0.00001, transfer: 0.000001 },
        found: [],
        classified: { tags: [], gaps: [] },
        objects: [],
        gaps: [],
      },
    ],
    retention: {
      chains: [
        {
          stream: 'cloudtrail',
          region: TOKYO,
          source: {
            type: 'AWS::CloudTrail::Trail',
            id: arn('cloudtrail', TOKYO, 'trail/audit'),
            account: ACCOUNT,
            region: TOKYO,
          },
          destination: { kind: 'bucket', name: named('audit-logs') },
          required: { days: 2_555, bound: 'least' },
          since: NOW - 100 * 86_400_000,
          earliest: '2026-08-15',
          kept: { state: 'at', time: NOW + 400 * 86_400_000 },
          deletion: { state: 'at', time: NOW + 300 * 86_400_000 },
          links: [
            { step: 'source', state: 'met', facts: [{ code: 'source_on', args: {} }], controls: [], gaps: [] },
            {
              step: 'lifecycle',
              state: 'not_met',
              facts: [{ code: 'lifecycle_days', args: { days: '400', rule: named('expire') } }],
              controls: [],
              gaps: [],
            },
            {
              step: 'lock',
              state: 'unknown',
              facts: [{ code: 'lock_unseen', args: {} }],
              controls: [],
              gaps: [
                {
                  reason: 'denied',
                  detail: named('AccessDenied'),
                  action: 's3:GetBucketObjectLockConfiguration',
                },
              ],
            },
          ],
        },
        {
          stream: 'eks_audit',
          region: TOKYO,
          source: { type: 'Kansa::Region', id: `${ACCOUNT}/${TOKYO}`, account: ACCOUNT, region: TOKYO },
          required: { days: 2_555, bound: 'least' },
          kept: { state: 'unknown', detail: 'no destination was seen' },
          deletion: { state: 'unknown', detail: 'no destination was seen' },
          links: [
            {
              step: 'source',
              state: 'not_applicable',
              facts: [{ code: 'source_nothing', args: {} }],
              controls: [],
              gaps: [],
            },
          ],
        },
      ],
    },
    lineage: [
      {
        endpoint: {
          type: 'AWS::SageMaker::Endpoint',
          id: arn('sagemaker', TOKYO, 'endpoint/churn'),
          account: ACCOUNT,
          region: TOKYO,
        },
        deployed: NOW - 86_400_000,
        config: { name: named('churn-blue'), state: 'seen' },
        paths: [
          {
            variant: named('AllTraffic'),
            model: { name: named('churn-v2'), state: 'seen' },
            package: {
              name: arn('sagemaker', TOKYO, 'model-package/churn/2'),
              state: 'seen',
              status: 'Approved',
              author: named('arn:aws:sts::123456789012:assumed-role/MlEngineer/sato'),
            },
            approval: {
              state: 'seen',
              by: named('arn:aws:sts::123456789012:assumed-role/ModelApprover/tanaka'),
              time: NOW - 2 * 86_400_000,
            },
            training: { state: 'seen', jobs: [{ name: named('fraud-model'), by: 'artifact' }] },
            data: {
              state: 'seen',
              sources: ['analysis-notebook', 'holdout', 'train', 'validation'].map(
                (set) => `s3://churn-data/${named(set)}`,
              ),
            },
          },
          {
            variant: named('AllTraffic'),
            model: { name: named('churn-v2'), state: 'seen' },
            package: { name: arn('sagemaker', TOKYO, 'model-package/churn/1'), state: 'seen', status: 'Approved' },
            approval: { state: 'unseen', reason: 'out_of_window' },
            training: { state: 'seen', jobs: [{ name: named('churn-1-aws-training-job'), by: 'record' }] },
            data: { state: 'unseen', reason: 'denied', sources: [] },
          },
          { variant: 'canary', model: { name: named('handmade'), state: 'seen' } },
          { variant: 'hidden', model: { name: 'locked', state: 'unseen', reason: 'denied' } },
          { variant: 'components' },
        ],
      },
      {
        endpoint: {
          type: 'AWS::SageMaker::Endpoint',
          id: arn('sagemaker', TOKYO, 'endpoint/orphan'),
          account: ACCOUNT,
          region: TOKYO,
        },
        config: { name: named('gone'), state: 'absent' },
        paths: [],
      },
    ],
    findings,
  };
};

/** The evaluation that the golden files show. */
export const hostile = evaluationOf((benign) => HOSTILE[benign] ?? benign);
export const benign = evaluationOf((name) => name);

/** Nothing open, nothing hidden. */
export const clean: Evaluation = {
  ...benign,
  exitCode: 0,
  findings: benign.findings.filter(({ verdict }) => verdict === 'pass'),
  summary: summaryOf(benign.findings.filter(({ verdict }) => verdict === 'pass')),
  coverage: { ...benign.coverage, calls: [], listings: [], gaps: [], controlsWithoutSubject: [] },
  lineage: [],
};

function summaryOf(findings: readonly Finding[]): Record<Verdict, number> {
  const count = (verdict: Verdict) => findings.filter((finding) => finding.verdict === verdict).length;
  const [fail, unknown, manual, waived, not_applicable, pass] = VERDICTS.map(count);
  return {
    fail: fail ?? 0,
    unknown: unknown ?? 0,
    manual: manual ?? 0,
    waived: waived ?? 0,
    not_applicable: not_applicable ?? 0,
    pass: pass ?? 0,
  };
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function raise(message: string): never {
  throw new Error(message);
}
