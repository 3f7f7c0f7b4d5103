import type { InferenceProfileModel } from '@aws-sdk/client-bedrock';

/** The models of an inference profile, each once, whichever regions it stands in: `…:foundation-model/<id>`. */
export const modelIdsOf = (models: readonly InferenceProfileModel[] | undefined): string[] => [
  ...new Set((models ?? []).flatMap(({ modelArn }) => modelArn?.split(':foundation-model/')[1] ?? [])),
];

/**
 * Is it the id or ARN of an inference profile? System-defined ones begin with a geography, models with their provider.
 * (https://docs.aws.amazon.com/bedrock/latest/userguide/inference-profiles-support.html)
 */
export const namesProfile = (modelId: string): boolean =>
  modelId.includes('inference-profile/') || /^(global|us|us-gov|ca|eu|uk|apac|jp|au|in|kr|sa|me|il|af)\./.test(modelId);
