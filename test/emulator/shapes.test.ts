import { expect, test } from 'vitest';
import { type AnswerFile, loadAnswers } from './overlay.js';
import { shapeErrors } from './shapes.js';

const written = (service: string, entries: AnswerFile['entries']): AnswerFile => ({
  origin: 'written',
  model: 'none',
  service,
  entries,
});

test.each([...loadAnswers()])('%s holds only what the SDK models', (name, file) => {
  expect(shapeErrors(name, file)).toEqual([]);
});

test('an invented field, a wrong type and an unknown operation are named with file and JSON pointer', () => {
  const file = written('bedrock', [
    { operation: 'GetGuardrail', answer: { name: 'a/b', invented: true, version: 1 } },
    { operation: 'GetGuardrail', answer: { sensitiveInformationPolicy: { piiEntities: [{ kind: 'EMAIL' }] } } },
    { operation: 'ListGuardrails', answer: { guardrails: {} } },
    { operation: 'GuessGuardrail', answer: {} },
    { operation: 'GetGuardrail', answer: { createdAt: { $seconds: '-1d 00:00' } } },
  ]);
  expect(shapeErrors('bedrock.json', file)).toEqual([
    'bedrock.json#/entries/0/answer/invented: GetGuardrailResponse has no member invented',
    'bedrock.json#/entries/0/answer/version: version must be a string',
    'bedrock.json#/entries/1/answer/sensitiveInformationPolicy/piiEntities/0/kind: GuardrailPiiEntity has no member kind',
    'bedrock.json#/entries/2/answer/guardrails: guardrails must be a list',
    'bedrock.json#/entries/3/operation: bedrock has no operation GuessGuardrail',
    'bedrock.json#/entries/4/answer/createdAt: createdAt must be a string',
  ]);
});

test('a patch may delete a member and name items of a list, but not invent either', () => {
  const file = written('sagemaker', [
    {
      operation: 'ListEndpoints',
      patch: {
        Endpoints: { $by: 'EndpointName', prod: { LastModifiedTime: null, Colour: 'red' } },
        NextToken: null,
      },
    },
    { operation: 'ListEndpoints', patch: { Endpoints: { $by: 'Nickname' } } },
  ]);
  expect(shapeErrors('sagemaker.json', file)).toEqual([
    'sagemaker.json#/entries/0/patch/Endpoints/prod/Colour: EndpointSummary has no member Colour',
    'sagemaker.json#/entries/1/patch/Endpoints/$by: EndpointSummary has no member Nickname',
  ]);
});

test('a page is cut by names that the model knows', () => {
  const page = { items: 'guardrails', limit: 1, size: 'maxResults', token: 'NextToken' };
  const file = written('bedrock', [{ operation: 'ListGuardrails', answer: { guardrails: [] }, page }]);
  expect(shapeErrors('bedrock.json', file)).toEqual([
    'bedrock.json#/entries/0/page: ListGuardrailsRequest has no member NextToken',
    'bedrock.json#/entries/0/page: ListGuardrailsResponse has no member NextToken',
  ]);
});

test('a service without a client is an error', () => {
  expect(shapeErrors('x.json', written('mainframe', []))).toEqual([
    'x.json#/service: the SDK has no client for mainframe',
  ]);
});
