import type { PolicyDetail } from '@aws-sdk/client-iam';
import { normalisedPolicy } from '../../model/policy-document.js';
import { type ItemTools, required } from '../collector.js';

/** A policy document as IAM's answers hold it: JSON, URL-encoded (RFC 3986). Throws `Unreadable`, or `URIError` on a bad escape. */
export const policyDocument = (text: string | undefined) =>
  normalisedPolicy(decodeURIComponent(required(text, 'policy document')));

/** The inline policies of a role, user or group, each with its document read. */
export const inlinePolicies = (policies: readonly PolicyDetail[] | undefined, parsed: ItemTools['parsed']) =>
  policies?.map((policy, index) => ({
    ...policy,
    PolicyDocument: parsed(`/properties/Policies/${index}/PolicyDocument`, () => policyDocument(policy.PolicyDocument)),
  }));
