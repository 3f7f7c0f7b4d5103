import type { OpinionTrouble } from '../model/pii.js';
import { causeOf, isGone } from './failure.js';

/** Why a service gives no opinion, in words of ours: what AWS says of a request may quote the text that was in it. */
export const opinionTroubleOf = (error: unknown): OpinionTrouble => {
  const { reason, action } = causeOf(error);
  const what = codeOf(error);
  if (isGone(error)) return { reason: 'gone', detail: 'what was to be asked exists no longer' };
  switch (reason) {
    case 'denied':
      return {
        reason,
        ...(action !== undefined && { what: action }),
        detail: `it was denied${action === undefined ? '' : `; allow ${action}`}`,
      };
    case 'throttled':
      return { reason, detail: 'it was throttled on every attempt' };
    case 'expired_credentials':
      return { reason, detail: 'the credentials had expired' };
    case 'budget':
      return { reason, detail: 'its price is more than what is left of --max-usd' };
    default:
      return {
        reason: 'unavailable',
        ...(what !== undefined && { what }),
        detail: `no usable answer came${what === undefined ? '' : ` (${what})`}`,
      };
  }
};

/** A name of a class of errors, if it is one and nothing else. */
const codeOf = (error: unknown): string | undefined => {
  const name = error instanceof Error ? error.name : '';
  return /^[A-Za-z][A-Za-z0-9.]{0,63}$/.test(name) ? name : undefined;
};
