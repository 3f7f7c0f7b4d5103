/**
 * The endpoint whose variant a scalable target is, `endpoint/<name>/variant/<name>`; an inference component's names none
 * (https://docs.aws.amazon.com/autoscaling/application/APIReference/API_RegisterScalableTarget.html).
 */
export const endpointOf = (resourceId: string | undefined): string | undefined =>
  /^endpoint\/([^/]+)\/variant\/[^/]+$/.exec(resourceId ?? '')?.[1];
