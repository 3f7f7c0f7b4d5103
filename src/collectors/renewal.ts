import type { AwsCredentialIdentity } from '@smithy/types';

/** Where credentials come from: those that are held, or others where `forceRefresh` asks for them. */
type Source = (options?: { readonly forceRefresh?: boolean }) => Promise<AwsCredentialIdentity>;

/**
 * New credentials where AWS finds the old ones expired. The SDK fetches them by the clock, in time; a session that was
 * revoked, or a clock that is wrong, it takes for the end.
 */
export interface Renewal {
  /** What a call that begins now is signed with. */
  held(): Promise<AwsCredentialIdentity>;
  /** Are there others than those that were refused? Many calls that fail at once fetch them once. */
  others(refused: AwsCredentialIdentity): Promise<boolean>;
}

export const renewalOf = (source: Source): Renewal => {
  let fetching: Promise<AwsCredentialIdentity> | undefined;
  const fetched = (): Promise<AwsCredentialIdentity> => {
    fetching ??= source({ forceRefresh: true }).finally(() => {
      fetching = undefined;
    });
    return fetching;
  };
  return {
    held: () => source(),
    async others(refused) {
      if (differ(await source(), refused)) return true;
      // Where the source is dry, the call fails for the reason that AWS gave.
      const fresh = await fetched().catch(() => refused);
      return differ(fresh, refused);
    },
  };
};

const differ = (one: AwsCredentialIdentity, other: AwsCredentialIdentity): boolean =>
  one.accessKeyId !== other.accessKeyId || one.sessionToken !== other.sessionToken;
