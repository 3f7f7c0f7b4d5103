import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scrubber, templateKey } from '../../src/evidence/scrub.js';
import { personalIn, secretsIn } from '../../src/model/scrubbed.js';
import { personalDataIn } from '../../src/pii/resources.js';

const KEY = {
  account: '123456789012',
  service: 'sagemaker',
  region: 'ap-northeast-1',
  operation: 'DescribeModel',
  input: {},
};
const scrub = (body: string): string => scrubber(Buffer.from('a test key'))(body, KEY);

describe('scrubbing', () => {
  it('leaves the ids of access keys where an answer is about them, for nothing else names a key', () => {
    const answer = '<AccessKeyMetadata><AccessKeyId>AKIAIOSFODNN7EXAMPLE</AccessKeyId></AccessKeyMetadata>';
    const of = (service: string, operation: string) =>
      scrubber(Buffer.from('a test key'))(answer, { ...KEY, service, operation });
    expect(of('iam', 'ListAccessKeys')).toBe(answer);
    expect(of('iam', 'GetAccessKeyLastUsed')).toBe(answer);
    expect(of('iam', 'ListUsers')).not.toContain('AKIAIOSFODNN7EXAMPLE');
  });

  it('takes out what the values of an add-on call a secret, in JSON and in YAML, and leaves the rest', () => {
    const left = (configurationValues: string): string =>
      JSON.parse(
        scrubber(Buffer.from('a test key'))(JSON.stringify({ addon: { addonName: 'datadog', configurationValues } }), {
          ...KEY,
          service: 'eks',
          operation: 'DescribeAddon',
        }),
      ).addon.configurationValues.replaceAll(/kansa:scrubbed:[0-9a-f]{16}/g, '<scrubbed>');
    expect(left('{"enableNetworkPolicy":"true","datadog":{"apiKey":"not-a-real-token","site":"datadoghq.com"}}')).toBe(
      '{"enableNetworkPolicy":"true","datadog":{"apiKey":"<scrubbed>","site":"datadoghq.com"}}',
    );
    expect(left('enableNetworkPolicy: "true"\ndatadog:\n  apiKey: "not-a-real-token"\n  site: datadoghq.com')).toBe(
      'enableNetworkPolicy: "true"\ndatadog:\n  apiKey: "<scrubbed>"\n  site: datadoghq.com',
    );
  });

  it('takes out every value of an environment, and leaves what stands around it', () => {
    const answer = {
      ModelName: 'fraud',
      PrimaryContainer: { Image: 'repo/image', Environment: { DB_PASSWORD: 'not-a-real-password', MODE: 'x' } },
    };
    const scrubbed = JSON.parse(scrub(JSON.stringify(answer)));
    expect(scrubbed).toEqual({
      ModelName: 'fraud',
      PrimaryContainer: {
        Image: 'repo/image',
        Environment: {
          DB_PASSWORD: expect.stringMatching(/^kansa:scrubbed:[0-9a-f]{16}:found=assigned_secret\*1$/),
          MODE: expect.stringMatching(/^kansa:scrubbed:[0-9a-f]{16}:found=none$/),
        },
      },
    });
  });

  it.each([
    ['a key id in JSON', '{"Description":"key AKIAIOSFODNN7EXAMPLE of ci"}', 'AKIAIOSFODNN7EXAMPLE'],
    ['a key id in XML', '<Description>AKIAIOSFODNN7EXAMPLE</Description>', 'AKIAIOSFODNN7EXAMPLE'],
    [
      'a key id in a policy within JSON',
      JSON.stringify({ Policy: JSON.stringify({ Sid: 'AKIAIOSFODNN7EXAMPLE' }) }),
      'AKIAIOSFODNN7EXAMPLE',
    ],
    [
      'a member of an event within JSON',
      JSON.stringify({ CloudTrailEvent: JSON.stringify({ userIdentity: { accessKeyId: 'anything' } }) }),
      'anything',
    ],
    ['a private key', '{"a":"-----BEGIN RSA PRIVATE KEY-----\\nMIIEfake\\n-----END RSA PRIVATE KEY-----"}', 'MIIEfake'],
    ['a private key in a body that was cut off', '{"a":"-----BEGIN PRIVATE KEY-----\\nMIIEfake', 'MIIEfake'],
    ['hyperparameters', '{"HyperParameters":{"token":"abc123"}}', 'abc123'],
    ['a lifecycle script', '{"OnStart":[{"Content":"ZXhwb3J0IEE9Yg=="}]}', 'ZXhwb3J0'],
  ])('finds %s', (_, body, secret) => {
    expect(scrub(body)).not.toContain(secret);
    expect(scrub(body)).toContain('kansa:scrubbed:');
  });

  const marked = (script: string, content = Buffer.from(script).toString('base64')): string =>
    JSON.parse(scrub(JSON.stringify({ OnStart: [{ Content: content }] }))).OnStart[0].Content;

  it.each([
    ['a key id', 'export AWS_ACCESS_KEY_ID=AKIAIOSFODNN7EXAMPLE', 'aws_access_key_id*1'],
    ['passwords, quoted and not', "DB_PASSWORD='hunter2-not-real'\napi_key: abcdef123456", 'assigned_secret*2'],
    [
      'keys of APIs however they are written',
      'curl -H "x-api-key: 7f3a-not-a-key" x\nserve --api-key=7f3a-not-a-key\nAPIKEY=7f3a-not-a-key',
      'assigned_secret*3',
    ],
    [
      'nothing in what is said of keys',
      'curl -H "x-api-key: $KEY" x\nserve --api-key=$(cat key) --api-key-source=HEADER1 --api-key-id=abcdef1234',
      'none',
    ],
    ['a private key', 'cat <<E\n-----BEGIN PRIVATE KEY-----\nMIIEfake\n-----END PRIVATE KEY-----\nE', 'private_key*1'],
    ['credentials in a URL', 'git clone https://ci:not-a-token@git.example.test/a.git', 'url_credentials*1'],
    [
      'several kinds, in one order',
      'TOKEN=x\nSECRET=abcdef123456 curl https://u:abc@example.test AKIAIOSFODNN7EXAMPLE AKIAIOSFODNN7EXAMPLE',
      'assigned_secret*1,aws_access_key_id*2,url_credentials*1',
    ],
    ['nothing in what is fetched', 'DB_PASSWORD=$(aws secretsmanager get-secret-value)\nexport TOKEN=$1', 'none'],
    ['nothing in a placeholder', 'PASSWORD=<your password>\nsecret={{ secret }}', 'none'],
    ['nothing in an empty assignment', 'PASSWORD=\nexport SECRET=""\n', 'none'],
    ['nothing in plain work', '#!/bin/bash\nset -e\npip install pandas\ncurl https://example.test:8443/x@y', 'none'],
    ['nothing in a script of other words', 'echo 学習環境の準備', 'none'],
  ])('tells of a script that it holds %s, and nothing else', (_, script, found) => {
    expect(marked(script)).toMatch(/^kansa:scrubbed:[0-9a-f]{16}:found=/);
    expect(marked(script).split(':found=')[1]).toBe(found);
    expect(marked(script, script).split(':found=')[1], 'not encoded').toBe(found);
  });

  it.each([
    ['DB_PASSWORD', 'not-a-real-password', 'assigned_secret*1'],
    ['GIT_REMOTE', 'https://ci:not-a-token@git.example.test/a.git', 'url_credentials*1'],
    ['KEY_OF_CI', 'AKIAIOSFODNN7EXAMPLE', 'aws_access_key_id*1'],
    ['API_KEY', '{{resolve:secretsmanager:prod:SecretString:key}}', 'none'],
    ['DB_SECRET', 'arn:aws:secretsmanager:ap-northeast-1:123456789012:secret:prod-abc123', 'none'],
    ['DB_PASSWORD', '/prod/db/password', 'none'],
    ['TOKEN', 'https://example.test/token', 'none'],
    ['MODE', 'production', 'none'],
  ])('tells of the variable %s=%s that it holds %s', (name, value, found) => {
    const { Environment } = JSON.parse(scrub(JSON.stringify({ Environment: { Variables: { [name]: value } } })));
    expect(Environment.Variables[name].split(':found=')[1]).toBe(found);
  });

  it('takes the values out of variables that are listed, and leaves their names', () => {
    const environment = [
      { name: 'DB_PASSWORD', value: 'not-a-real-password' },
      { name: 'MODE', value: 'production' },
      { name: 'EMPTY', value: '' },
    ];
    expect(JSON.parse(scrub(JSON.stringify({ environment }))).environment).toEqual([
      { name: 'DB_PASSWORD', value: expect.stringMatching(/^kansa:scrubbed:[0-9a-f]{16}:found=assigned_secret\*1$/) },
      { name: 'MODE', value: expect.stringMatching(/^kansa:scrubbed:[0-9a-f]{16}:found=none$/) },
      { name: 'EMPTY', value: '' },
    ]);
  });

  it('takes out what the containers of ECS are given besides, and leaves the tokens of pages', () => {
    const of = (operation: string, answer: object) =>
      scrubber(Buffer.from('a test key'))(JSON.stringify(answer), { ...KEY, service: 'ecs', operation });
    const container = {
      command: ['serve', '--api-key', 'abc123', 'DB_PASSWORD=abc123'],
      logConfiguration: { logDriver: 'splunk', options: { 'splunk-token': 'abc123', 'splunk-url': 'https://logs' } },
    };
    const scrubbed = of('DescribeTaskDefinition', { taskDefinition: { containerDefinitions: [container] } });
    expect(scrubbed).not.toContain('abc123');
    expect(scrubbed).toContain('"splunk-url":"https://logs"');
    expect(of('ListServices', { nextToken: 'abc123' })).toBe('{"nextToken":"abc123"}');
  });

  it('takes out the definition of a state machine, tells what was found in it, and leaves other definitions', () => {
    const definition = JSON.stringify({
      States: { Call: { Parameters: { api_key: 'not-a-real-token', 'token.$': '$.token', SecretId: 'prod/api' } } },
    });
    const of = (service: string, operation: string) =>
      JSON.parse(scrubber(Buffer.from('a test key'))(JSON.stringify({ definition }), { ...KEY, service, operation }));
    expect(of('sfn', 'DescribeStateMachine').definition).toMatch(
      /^kansa:scrubbed:[0-9a-f]{16}:found=assigned_secret\*1$/,
    );
    expect(of('bedrock-agent', 'GetFlowVersion').definition).toContain('States');
  });

  it('leaves equal secrets equal under one key, and tells nothing across keys', () => {
    const body = '{"Environment":{"A":"same","B":"same","C":"other"}}';
    const { Environment: one } = JSON.parse(scrub(body));
    const { Environment: two } = JSON.parse(scrubber(Buffer.from('another key'))(body, KEY));
    expect(one.A).toBe(one.B);
    expect(one.A).not.toBe(one.C);
    expect(two.A).not.toBe(one.A);
  });

  it('changes nothing that it has scrubbed before, so that live and replay judge the same text', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.string(), (value, secret) => {
        const body = JSON.stringify({
          value,
          Environment: { secret },
          environment: [{ name: 'A', value: secret }],
          OnStart: [secret],
          text: `AKIAIOSFODNN7EXAMPLE ${secret}`,
        });
        expect(scrub(scrub(body))).toBe(scrub(body));
      }),
    );
  });

  it('leaves an answer without secrets as it is', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ Arn: fc.constant('arn:aws:kms:ap-northeast-1:123456789012:key/1'), Size: fc.integer() })),
        (keys) => {
          expect(JSON.parse(scrub(JSON.stringify({ Keys: keys })))).toEqual({ Keys: keys });
        },
      ),
    );
  });
});

/** Numbers with their check digits that nobody bears. */
const MY_NUMBER = '123456789018';
const CARD = '4242 4242 4242 4242';

describe('scrubbing what people write for models and programs', () => {
  const searching = scrubber(Buffer.from('a test key'), personalDataIn);
  const left = (service: string, operation: string, answer: object): string =>
    searching(JSON.stringify(answer), { ...KEY, service, operation });
  const personal = (text: string): readonly string[] =>
    [...text.matchAll(/:personal=([^"]*)/g)].map(([, found = '']) => found.replaceAll(/\*[\w-]*(?=,|$)/g, ''));

  it('tells of a variable what its name says that its value is', () => {
    const scrubbed = left('lambda', 'ListFunctions', {
      Environment: { Variables: { OWNER_MY_NUMBER: MY_NUMBER, ORDER_ID: MY_NUMBER, MODE: 'x' } },
    });
    expect(scrubbed).not.toContain(MY_NUMBER);
    expect(personal(scrubbed)).toEqual(['my_number*1*97', 'none', 'none']);
  });

  it('reads a variable of digits alone as the text that AWS makes of it', () => {
    const scrubbed = left('cloudformation', 'GetTemplate', {
      Environment: [{ Name: 'MY_NUMBER', Value: Number(MY_NUMBER) }],
      Variables: { Environment: { MY_NUMBER: Number(MY_NUMBER) } },
    });
    expect(scrubbed).not.toContain(MY_NUMBER);
    expect(personal(scrubbed)).toEqual(['my_number*1*97', 'my_number*1*97']);
  });

  it.each([
    ['a script in Base64', { OnStart: [{ Content: Buffer.from(`# card ${CARD}`).toString('base64') }] }],
    ['hyperparameters', { HyperParameters: { example: `card ${CARD}` } }],
    ['hyperparameters of a tuning job', { StaticHyperParameters: { example: `card ${CARD}` } }],
  ])('looks into %s', (_, answer) => {
    const scrubbed = left('sagemaker', 'Describe', answer);
    expect(scrubbed).not.toContain('4242');
    expect(personal(scrubbed)).toEqual(['credit_card*1*90']);
  });

  it('says of a script that it cannot read that nobody looked', () => {
    const packed = Buffer.from([0x1f, 0x8b, 0x08, 0x00, 0xff, 0xfe, 0xc0]).toString('base64');
    expect(left('sagemaker', 'Describe', { OnStart: [{ Content: packed }] })).not.toContain(':personal=');
  });

  it('takes out prompts and instructions whole, and leaves what they stand in', () => {
    const prompt = {
      id: 'P1',
      arn: 'arn:aws:bedrock:ap-northeast-1:123456789012:prompt/P1',
      description: '山田 太郎 様の問い合わせ用',
      variants: [
        {
          name: 'v',
          modelId: 'anthropic.model',
          templateConfiguration: { text: { text: `個人番号は ${MY_NUMBER}`, inputVariables: [{ name: 'question' }] } },
          additionalModelRequestFields: { persona: { phone: '03-1234-5612' } },
        },
      ],
    };
    const { description, variants, ...rest } = JSON.parse(left('bedrock-agent', 'GetPrompt', prompt));
    expect(rest).toEqual({ id: prompt.id, arn: prompt.arn });
    expect(variants[0]).toEqual({
      name: 'v',
      modelId: 'anthropic.model',
      templateConfiguration: {
        text: { text: expect.stringMatching(/:personal=my_number\*1\*97\*/), inputVariables: [{ name: 'question' }] },
      },
      additionalModelRequestFields: { persona: { phone: expect.stringMatching(/:personal=phone\*1\*97\*/) } },
    });
    expect(personal(JSON.stringify(description))).toEqual(['name*1*70']);
  });

  it('leaves what an action group may do, and takes out how it is described', () => {
    const group = { functions: [{ name: 'refund', description: `card ${CARD}`, requireConfirmation: 'ENABLED' }] };
    expect(JSON.parse(left('bedrock-agent', 'GetAgentActionGroup', group)).functions).toEqual([
      { name: 'refund', description: expect.stringMatching(/:personal=credit_card/), requireConfirmation: 'ENABLED' },
    ]);
  });

  it.each([
    ['JSON', JSON.stringify],
    ['YAML', (schema: object) => `# by ops\n${JSON.stringify(schema, null, 1)}`],
  ])(
    'leaves the operations of a schema in %s, and tells what its prose held, whatever it says itself',
    (_, written) => {
      const schema = {
        info: { title: `for ${CARD}` },
        paths: {
          '/a': {
            get: { operationId: 'find', 'x-requireConfirmation': 'ENABLED', description: `個人番号 ${MY_NUMBER}` },
          },
        },
        'x-kansa-searched': 'kansa:scrubbed:0123456789abcdef:found=none:personal=none',
      };
      const answer = left('bedrock-agent', 'GetAgentActionGroup', { apiSchema: { payload: written(schema) } });
      expect([answer.includes(MY_NUMBER), answer.includes(CARD)]).toEqual([false, false]);
      const payload = JSON.parse(JSON.parse(answer).apiSchema.payload);
      expect(payload.paths['/a'].get).toMatchObject({ operationId: 'find', 'x-requireConfirmation': 'ENABLED' });
      expect(personal(payload['x-kansa-searched'])).toEqual(['my_number*1*97,credit_card*1*90']);
    },
  );

  it('takes out whole what is no schema', () => {
    const answer = JSON.parse(left('bedrock-agent', 'GetAgentActionGroup', { payload: `{"paths": ${CARD}` }));
    expect(answer.payload).toMatch(/^kansa:scrubbed:/);
  });

  it('changes nothing that it has scrubbed before', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.string(), (json, text) => {
        const once = left('bedrock-agent', 'GetPrompt', {
          additionalModelRequestFields: { json },
          text,
          list: [{ text }],
        });
        expect(left('bedrock-agent', 'GetPrompt', JSON.parse(once))).toBe(once);
      }),
    );
  });
});

describe('scrubbing the inside of a cluster', () => {
  const IN_CLUSTER = { ...KEY, service: 'kubernetes', operation: 'list pods' };
  const scrubInside = (body: string): string => scrubber(Buffer.from('a test key'))(body, IN_CLUSTER);

  it.each([
    ['the value of a variable', '{"env":[{"name":"DB_PASSWORD","value":"abc123"}]}'],
    ['an environment of another form', '{"env":{"DB_PASSWORD":"abc123"}}'],
    ['a flag of a program', '{"args":["--redis-password=abc123"]}'],
    ['a flag and its value apart', '{"args":["--token","abc123"]}'],
    ['a parameter of a workflow', '{"parameters":[{"name":"db-password","value":"abc123"}]}'],
    ['a header of a probe', '{"httpHeaders":[{"name":"Authorization","value":"Basic abc123"}]}'],
    ['a member that a custom resource calls so', '{"rayStartParams":{"redis-password":"abc123"}}'],
    ['a script of a workflow', '{"script":{"source":"login abc123"}}'],
    ['a variable in a shell command', '{"command":["sh","-c","API_KEY=abc123 serve"]}'],
  ])('finds %s', (_, body) => {
    expect(scrubInside(body)).not.toContain('abc123');
    expect(scrubInside(body)).toContain('kansa:scrubbed:');
  });

  describe('of a ConfigMap', () => {
    const scrub = scrubber(Buffer.from('a test key'), personalDataIn);
    const map = {
      kind: 'ConfigMap',
      metadata: { name: 'serve', namespace: 'ml' },
      data: { owner_my_number: '123456789018', 'app.yaml': 'password: abc123abc123\n', empty: '', count: 7 },
    };

    it.each([
      ['a cluster', { ...KEY, service: 'kubernetes', operation: 'get configmaps' }],
      ['a manifest', templateKey('Kubernetes::ConfigMap')],
    ])('from %s it takes every value, says what it holds by its name, and leaves the names', (_, key) => {
      const { data, ...rest } = JSON.parse(scrub(JSON.stringify(map), key));
      expect(rest).toEqual({ kind: map.kind, metadata: map.metadata });
      expect(
        Object.entries(data).map(([name, value]) => [name, personalIn(String(value)), secretsIn(String(value))]),
      ).toEqual([
        ['owner_my_number', [{ type: 'my_number', count: 1, confidence: 0.97, sample: '************' }], []],
        ['app.yaml', [], [{ kind: 'assigned_secret', count: 1 }]],
        ['empty', undefined, undefined],
        ['count', [], []],
      ]);
      expect(scrub(JSON.stringify({ ...rest, data }), key)).toBe(JSON.stringify({ ...rest, data }));
    });
  });

  describe('of what a program is told', () => {
    const scrub = scrubber(Buffer.from('a test key'), personalDataIn);
    const found = (words: readonly unknown[]) =>
      words.map((word) =>
        word === '' || String(word).startsWith('--')
          ? word
          : [secretsIn(String(word)), personalIn(String(word))?.map(({ type, count }) => [type, count])],
      );

    it.each([
      ['a cluster', IN_CLUSTER],
      ['a manifest', templateKey('Kubernetes::Workload')],
    ])('by %s it takes the command line of a RayJob, and says what it holds', (_, key) => {
      const of = (entrypoint: string) =>
        JSON.parse(scrub(JSON.stringify({ spec: { entrypoint } }), key)).spec.entrypoint;
      expect(found([of('python tune.py --owner-my-number 123456789018'), of('python tune.py')])).toEqual([
        [[], [['my_number', 1]]],
        [[], []],
      ]);
    });

    it.each([
      ['a cluster', IN_CLUSTER, 'args'],
      ['a manifest', templateKey('Kubernetes::Workload'), 'command'],
      ['ECS', { ...KEY, service: 'ecs', operation: 'DescribeTaskDefinition' }, 'entryPoint'],
      ['a template of ECS', templateKey('AWS::ECS::TaskDefinition'), 'EntryPoint'],
    ])('by %s it takes every word but a known flag, and says what they hold together', (_, key, member) => {
      const of = (...words: readonly unknown[]) => JSON.parse(scrub(JSON.stringify({ [member]: words }), key))[member];
      expect(found(of('serve', '--enable-network-policy=true', '--owner-my-number', 123456789018))).toEqual([
        [[], [['my_number', 1]]],
        '--enable-network-policy=true',
        '',
        '',
      ]);
      expect(found(of('sh', '-c', 'exec serve', '--token', 'not-a-real-password'))).toEqual([
        [[{ kind: 'assigned_secret', count: 1 }], []],
        '',
        '',
        '',
        '',
      ]);
      expect([of(), of('')]).toEqual([[], ['']]);
      const once = of('serve', '', '--enable-network-policy=true', 'x');
      expect(of(...once)).toEqual(once);
      expect(JSON.stringify([of('--enable-network-policy=my-secret-word'), once])).not.toMatch(/my-secret-word|serve/);
    });
  });

  it('leaves the names of variables, and where else their values come from', () => {
    const pod = {
      env: [
        { name: 'A', value: '' },
        { name: 'B', valueFrom: { secretKeyRef: { name: 'b', key: 'token' } } },
      ],
      volumes: [
        { name: 'token', secret: { secretName: 'fraud' } },
        { name: 'x', projected: { sources: [] } },
      ],
      parameters: [{ name: 'model', value: 'fraud' }],
      automountServiceAccountToken: false,
    };
    expect(JSON.parse(scrubInside(JSON.stringify(pod)))).toEqual(pod);
  });

  it('changes nothing that it has scrubbed before', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.string(), (value, secret) => {
        const body = JSON.stringify({
          value,
          env: [{ name: 'A', value: secret }],
          args: ['--token', secret, `A_KEY=${secret}`, `--password=${secret}`],
        });
        expect(scrubInside(scrubInside(body))).toBe(scrubInside(body));
      }),
    );
  });
});
