import type { JsonObject } from '../../src/model/json.js';

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

/**
 * What S3 answers to ListObjectsV2 of a bucket with these objects: names and common prefixes in order, `pageSize` of them
 * a page (https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html).
 */
export const listedObjects =
  (keys: readonly string[], pageSize = 1000) =>
  ({ Prefix = '', Delimiter, ContinuationToken = '' }: JsonObject): string => {
    const prefix = String(Prefix);
    const folded = [...keys]
      .filter((key) => key.startsWith(prefix))
      .map((key) => {
        const end = typeof Delimiter === 'string' ? key.indexOf(Delimiter, prefix.length) : -1;
        return end < 0 ? { key } : { folder: key.slice(0, end + 1) };
      });
    const names = [...new Map(folded.map((one) => [one.folder ?? one.key ?? '', one])).entries()]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .filter(([name]) => name > String(ContinuationToken));
    const page = names.slice(0, pageSize);
    const next = names.length > page.length ? page.at(-1)?.[0] : undefined;
    const elements = page.map(([name, { folder }]) =>
      folder === undefined
        ? `<Contents><Key>${escaped(name)}</Key><Size>1</Size></Contents>`
        : `<CommonPrefixes><Prefix>${escaped(name)}</Prefix></CommonPrefixes>`,
    );
    const truncation =
      next === undefined
        ? '<IsTruncated>false</IsTruncated>'
        : `<IsTruncated>true</IsTruncated><NextContinuationToken>${escaped(next)}</NextContinuationToken>`;
    return `<ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Name>example</Name>${elements.join('')}${truncation}</ListBucketResult>`;
  };
