import { CreateNotebookInstanceLifecycleConfigCommand, type SageMakerClient } from '@aws-sdk/client-sagemaker';
import { SECRETS } from './names.js';

/** Lifecycle configurations: one fetches what it needs, one brings it along. None of it is real. */
export const seedLifecycleConfigs = async (sagemaker: SageMakerClient): Promise<void> => {
  for (const [name, script] of [
    [
      'idle-stop',
      `#!/bin/bash
set -e
DB_PASSWORD=$(aws secretsmanager get-secret-value --secret-id notebooks/db --query SecretString --output text)
pip install --quiet sagemaker-idle-stop
`,
    ],
    [
      'legacy-setup',
      `#!/bin/bash
export AWS_ACCESS_KEY_ID=${SECRETS.accessKeyId}
export DB_PASSWORD=${SECRETS.password}
git clone https://ci-user:${SECRETS.token}@git.example.test/analysis.git
# マイナンバー ${SECRETS.myNumber}
`,
    ],
  ] as const) {
    await sagemaker.send(
      new CreateNotebookInstanceLifecycleConfigCommand({
        NotebookInstanceLifecycleConfigName: name,
        OnStart: [{ Content: Buffer.from(script).toString('base64') }],
      }),
    );
  }
};
