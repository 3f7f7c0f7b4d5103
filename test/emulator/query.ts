import { xml } from './errors.js';
import { isRecord } from './resolve.js';

/** An answer in the AWS query protocol (https://smithy.io/2.0/aws/protocols/aws-query-protocol.html), lists in `member`. */
export const queryAnswer = (operation: string, answer: unknown, requestId: string): string =>
  `<${operation}Response><${operation}Result>${content(answer)}</${operation}Result><ResponseMetadata><RequestId>${requestId}</RequestId></ResponseMetadata></${operation}Response>`;

const content = (value: unknown): string => {
  if (Array.isArray(value)) return value.map((item) => `<member>${content(item)}</member>`).join('');
  if (!isRecord(value)) return xml(String(value));
  return Object.entries(value)
    .map(([name, member]) => `<${name}>${content(member)}</${name}>`)
    .join('');
};
