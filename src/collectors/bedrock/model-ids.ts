import type { InferenceProfileModel } from '@aws-sdk/client-bedrock';

/** The models of an inference profile, each once, whichever regions it stands in: `…:foundation-model/<id>`. */
export const modelIdsOf = (models: readonly InferenceProfileModel[] | undefined): string[] => [
  ...new Set((models ?? []).flatMap(({ modelArn }) => modelArn?.split(':foundation-model/')[1] ?? [])),
];
