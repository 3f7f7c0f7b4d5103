import { UsageError } from './errors.js';

/** A guardrail of Bedrock as somebody names it. */
export interface GuardrailName {
  /** Its ID, or its ARN. */
  readonly id: string;
  /** Of the ARN; absent where only the ID is given. */
  readonly region?: string;
  /** A number, or `DRAFT`. */
  readonly version: string;
}

/** https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_ApplyGuardrail.html; a version stands behind it. */
const FORM =
  /^(?<id>arn:aws(?:-[a-z]+)*:bedrock:(?<region>[a-z0-9-]{1,20}):\d{12}:guardrail\/[a-z0-9]{1,64}|[a-z0-9]{1,64})(?::(?<version>DRAFT|[1-9]\d{0,7}))?$/;

/** `ID[:VERSION]`, or an ARN in the place of the ID; the working draft where no version is named. Throws {@link UsageError}. */
export const guardrailNameOf = (text: string): GuardrailName => {
  const { id, region, version = 'DRAFT' } = FORM.exec(text)?.groups ?? {};
  if (id === undefined)
    throw new UsageError(
      `--guardrail ${JSON.stringify(text)} names no guardrail: give its ID or ARN, and behind a colon a version or DRAFT, e.g. a1b2c3d4e5f6:3`,
    );
  return { id, ...(region !== undefined && { region }), version };
};
