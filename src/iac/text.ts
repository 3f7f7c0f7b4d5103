import { Malformed } from './malformed.js';

/** The text of a file. Throws {@link Malformed} on what is no UTF-8: read as something else it would say something else. */
export const textIn = (bytes: Uint8Array): string => {
  if (SAVED_PLAN.every((byte, index) => bytes[index] === byte))
    throw new Malformed('a saved plan is in a form of its own: give the gate what terraform show -json prints of it');
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new Malformed('the file is not encoded in UTF-8; convert it first');
  }
};

/** What `terraform plan -out` writes is a ZIP file. */
const SAVED_PLAN = [0x50, 0x4b, 0x03, 0x04];
