/**
 * The most that a page of SageMaker's lists holds. Unasked they give 10, and a large account takes ten times the calls
 * (https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ListEndpoints.html).
 */
export const LARGEST_PAGE = 100;
