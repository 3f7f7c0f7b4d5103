/** Files of which a Terraform configuration consists. */
export const isTerraform = (path: string): boolean => /\.(tf|tofu|tfvars)(\.json)?$/.test(path);
