import { isObject } from '../../model/json.js';

/**
 * What kansa keeps of log events, in the place of the answer that holds them: when each of them was, and where the next page
 * begins. What they say is the customer's: no word of it reaches a recording or a disk. What cannot be read as such an answer
 * is left out whole, so that it reads as no answer either.
 */
export const eventTimes = (answer: string): string => {
  const told = parsed(answer);
  if (!isObject(told) || !Array.isArray(told.events)) return 'no answer that tells of log events';
  const { nextToken } = told;
  return JSON.stringify({
    events: told.events.map((event: unknown) => {
      const time = isObject(event) ? event.timestamp : undefined;
      return typeof time === 'number' ? { timestamp: time } : {};
    }),
    ...(typeof nextToken === 'string' && { nextToken }),
  });
};

const parsed = (answer: string): unknown => {
  try {
    return JSON.parse(answer);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
};
