import { Unreadable } from './errors.js';
import { objectFrom } from './json-text.js';
import type { Pointer } from './pointer.js';
import { valueAt } from './pointer.js';

/**
 * What a model card says of a model's use, in CloudFormation's names; its text is JSON in names of its own
 * (https://docs.aws.amazon.com/sagemaker/latest/dg/model-cards-create.html).
 */
export const cardContent = (text: string) => {
  const content = objectFrom(text, 'the content of the model card');
  const at = (pointer: Pointer): string | undefined => {
    const value = valueAt(content, pointer) ?? undefined;
    if (value !== undefined && typeof value !== 'string') throw new Unreadable(`${pointer} of the card is no text`);
    return value;
  };
  return {
    IntendedUses: {
      PurposeOfModel: at('/intended_uses/purpose_of_model'),
      IntendedUses: at('/intended_uses/intended_uses'),
      RiskRating: at('/intended_uses/risk_rating'),
    },
    ModelPackageDetails: { ModelPackageArn: at('/model_package_details/model_package_arn') },
  };
};
