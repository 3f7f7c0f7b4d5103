import { partition } from '@aws-sdk/core/client';
import type { DocumentsPlace } from '../../model/data-place.js';

/**
 * The host at which AWS says that a collection or a domain answers; undefined where it has none of the forms that AWS gives to just
 * this one. Whoever is sent a signature can use it until it expires: nobody else is.
 * https://docs.aws.amazon.com/opensearch-service/latest/developerguide/serverless-collection-endpoints.html,
 * https://docs.aws.amazon.com/opensearch-service/latest/APIReference/API_DomainStatus.html
 */
export const hostIn = (
  endpoint: string,
  place: Pick<DocumentsPlace, 'region' | 'store' | 'name'>,
): string | undefined => {
  const host = endpoint.replace(/^https:\/\//, '').toLowerCase();
  return FORMS[place.store](place).some((form) => form.test(host)) ? host : undefined;
};

type Forms = (place: Pick<DocumentsPlace, 'region' | 'name'>) => readonly RegExp[];

const FORMS: Readonly<Record<DocumentsPlace['store'], Forms>> = {
  collection: ({ region, name }) => [
    hostForm(name, `${region}.aoss.${partition(region).dnsSuffix}`),
    hostForm(name, `aoss.${region}.on.aws`),
  ],
  domain: ({ region, name }) =>
    [`${region}.es.${partition(region).dnsSuffix}`, `aos.${region}.on.aws`].map((rest) =>
      hostForm(`(?:search|vpc)-${name}-[a-z0-9]+`, rest),
    ),
};

/** Regions, suffixes and names hold nothing that means anything in a pattern but dots. */
const hostForm = (first: string, rest: string): RegExp => new RegExp(`^${first}\\.${rest.replaceAll('.', '\\.')}$`);
