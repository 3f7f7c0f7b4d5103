import type { PiiTrouble } from '../model/pii.js';
import { causeOf, isGone, Unpaid } from './failure.js';

/** Why something of AWS could not be read, as a result tells it, and what it means that it is not there. */
export const troubleIn = (error: unknown, gone: PiiTrouble): PiiTrouble => {
  if (isGone(error)) return gone;
  if (error instanceof Unpaid) return UNPAID;
  const { reason, detail, action } = causeOf(error);
  if (reason === 'denied') return { reason, ...(action !== undefined && { what: action }), detail };
  if (reason === 'throttled' || reason === 'expired_credentials' || reason === 'budget') return { reason, detail };
  return { reason: 'unavailable', ...(error instanceof Error && { what: error.name }), detail };
};

/** Reading on would cost more than it may. */
const UNPAID: PiiTrouble = {
  reason: 'cost_limit',
  detail: 'what may be spent does not pay for reading on; the rest was not looked at (--max-read-usd)',
};
