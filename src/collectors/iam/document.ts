import { required } from '../collector.js';
import { normalisedPolicy } from '../policy.js';

/** A policy document as IAM's answers hold it: JSON, URL-encoded (RFC 3986). Throws `Unreadable`, or `URIError` on a bad escape. */
export const policyDocument = (text: string | undefined) =>
  normalisedPolicy(decodeURIComponent(required(text, 'policy document')));
