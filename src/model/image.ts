/** `<account>.dkr.ecr.<region>.amazonaws.com/<repository>[:<tag>][@<digest>]`, or its dual-stack spelling. */
const IMAGE = /^([0-9]{12})\.dkr[.-]ecr(?:-fips)?\.([a-z0-9-]+)\.[a-z.]+\/([^:@]+)(?::([^@]+))?(?:@(.+))?$/;

/** Images that lie in the account's own repositories; whoever owns another registry answers for its tags. */
export const ownImages = (
  images: readonly (string | undefined)[],
  account: string,
  partition: string,
): readonly object[] | undefined => {
  const own = images.flatMap((image) => {
    const [Image, owner, region, name, tag, Digest] = IMAGE.exec(image ?? '') ?? [];
    if (owner !== account) return [];
    const Repository = `arn:${partition}:ecr:${region}:${account}:repository/${name}`;
    // Docker takes the tag "latest" where none is named.
    return [{ Image, Repository, Tag: tag ?? (Digest === undefined ? 'latest' : undefined), Digest }];
  });
  return own.length === 0 ? undefined : own;
};
