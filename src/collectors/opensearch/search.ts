import { OpenSearchClient } from '@aws-sdk/client-opensearch';
import { OpenSearchServerlessClient } from '@aws-sdk/client-opensearchserverless';
import { Command, type SmithyResolvedConfiguration } from '@smithy/core/client';
import { type EndpointResolvedConfig, getEndpointPlugin } from '@smithy/core/endpoints';
import { HttpRequest, HttpResponse } from '@smithy/core/transport';
import type {
  BuildMiddleware,
  DeserializeMiddleware,
  EndpointParameterInstructions,
  EndpointParameters,
  HttpHandlerOptions,
  MetadataBearer,
  Pluggable,
  SerializeMiddleware,
} from '@smithy/types';
import type { DocumentsPlace } from '../../model/data-place.js';
import { Unreadable } from '../../model/errors.js';
import { isObject, type Json } from '../../model/json.js';
import { objectFrom } from '../../model/json-text.js';
import type { ClientConfig } from '../collector.js';
import { hostIn } from './endpoint.js';

interface SearchInput {
  readonly place: DocumentsPlace;
  /** Where AWS says that the collection or the domain answers; where one endpoint stands for all services (an emulator), that is asked. */
  readonly endpoint: string;
  readonly body: Readonly<Record<string, Json>>;
}

interface SearchOutput extends MetadataBearer {
  readonly answer: Readonly<Record<string, unknown>>;
}

type SearchConfig = EndpointResolvedConfig<EndpointParameters>;

/**
 * A search of documents (https://docs.opensearch.org/latest/api-reference/search-apis/search/), which the SDK has no command for: data
 * lie at hosts of their own. Else it is one of its commands: the client of the store signs it by the store's name (`aoss`, `es`), and
 * retries, budgets and what may be recorded are those of all. Rejects with what became of it in words of ours: what a host says of
 * a request may quote data.
 */
export class SearchCommand extends Command.classBuilder<
  SearchInput,
  SearchOutput,
  SmithyResolvedConfiguration<HttpHandlerOptions>,
  object,
  MetadataBearer
>()
  .m((_command, _stack, config: SearchConfig) => [getEndpointPlugin(config, RULES), overHttp(config)])
  .s('OpenSearch', 'Search')
  .n('SearchClient', 'SearchCommand')
  .build() {}

/** What the SDK finds an endpoint by that stands for all services, also one of the environment (AWS_ENDPOINT_URL). */
const RULES: EndpointParameterInstructions = {
  Region: { type: 'builtInParams', name: 'region' },
  Endpoint: { type: 'builtInParams', name: 'endpoint' },
};

/** In the place of the SDK's own of these names. */
const overHttp = (config: SearchConfig): Pluggable<SearchInput, SearchOutput> => ({
  applyToStack(stack) {
    stack.add(requestOf(config), { step: 'serialize', name: 'serializerMiddleware', override: true });
    stack.add(UNMEASURED, { step: 'build', name: 'contentLengthMiddleware', override: true });
    stack.add(answerOf, { step: 'deserialize', name: 'deserializerMiddleware', override: true });
  },
});

const requestOf =
  (config: SearchConfig): SerializeMiddleware<SearchInput, SearchOutput> =>
  (next, context) =>
  async ({ input, ...args }) => {
    const { place, endpoint, body } = input;
    const emulator = config.isCustomEndpoint ? context.endpointV2?.url : undefined;
    const host = hostIn(endpoint, place);
    if (emulator === undefined && host === undefined)
      throw new NoEndpoint(`the endpoint of the ${place.store} has not the form of one in AWS: nothing was sent there`);
    const at = emulator ?? new URL(`https://${host}`);
    const request = new HttpRequest({
      protocol: at.protocol,
      hostname: at.hostname,
      ...(at.port !== '' && { port: Number(at.port) }),
      method: 'POST',
      path: `${at.pathname.replace(/\/$/, '')}/${encodeURIComponent(place.index)}/_search`,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    return next({ ...args, input, request });
  };

/**
 * Serverless refused signatures over the length (https://docs.aws.amazon.com/opensearch-service/latest/developerguide/serverless-clients.html,
 * JavaScript), which the SDK would sign; Node sends it all the same.
 */
const UNMEASURED: BuildMiddleware<SearchInput, SearchOutput> = (next) => (args) => next(args);

const answerOf: DeserializeMiddleware<SearchInput, SearchOutput> =
  (next) =>
  async ({ input, ...args }) => {
    const { response } = await next({ ...args, input }).catch((error: unknown) => {
      throw unreached(error, input.place);
    });
    if (!HttpResponse.isInstance(response)) throw new TypeError('a search without a response');
    const text = new TextDecoder().decode(response.body);
    if (response.statusCode !== 200) throw refusal(response.statusCode, text);
    return { response, output: { answer: objectFrom(withDigits(text), 'what the search found'), $metadata: {} } };
  };

/** So many digits JavaScript may not tell: such a number goes on as the text that it is. */
const withDigits = (text: string): string =>
  text.replaceAll(/"[^"\\]*(?:\\.[^"\\]*)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g, (token) =>
    /^-?\d{16,}$/.test(token) ? `"${token}"` : token,
  );

/** AWS tells none, or none that a signature may be sent to. */
export class NoEndpoint extends Error {
  override readonly name = 'NoEndpoint';
}

const failure = (name: string, message: string, httpStatusCode?: number): Error =>
  Object.assign(new Error(message), { name, ...(httpStatusCode !== undefined && { $metadata: { httpStatusCode } }) });

/** What a network policy or a VPC keeps out is told at once: what swallows packets swallows the next ones, too. */
const unreached = (error: unknown, { store, name }: DocumentsPlace): unknown => {
  const code = isObject(error) && typeof error.code === 'string' ? error.code : '';
  const isSilent = error instanceof Error && error.name === 'TimeoutError';
  if (!isSilent && !/^(?:ENOTFOUND|ECONNREFUSED|EHOSTUNREACH|ENETUNREACH)$/.test(code)) return error;
  return failure(
    'Unreached',
    `${store} ${name} cannot be reached from here (${isSilent ? 'it says nothing' : code}): run kansa where its network policy or its VPC lets it in`,
  );
};

/** https://docs.opensearch.org/latest/api-reference/, as far as what kind of failure it is; before it AWS answers in words of its own. */
const refusal = (status: number, text: string): Error => {
  const { type, said } = saidIn(text);
  const told = (name: string): Error =>
    failure(name, `HTTP status ${status}${type === '' ? '' : ` (${type})`}`, status);
  if (status === 404 && type === 'index_not_found_exception') return told('ResourceNotFoundException');
  if (/token.{0,40}expired/i.test(said)) return told('ExpiredTokenException');
  if (status === 401 || status === 403) return told('AccessDenied');
  if (status === 429) return told('TooManyRequestsException');
  return told(type === '' ? 'SearchFailed' : type);
};

const saidIn = (text: string): { readonly type: string; readonly said: string } => {
  try {
    const { error, message, Message } = objectFrom(text, 'the refusal');
    const type = isObject(error) && typeof error.type === 'string' ? error.type : '';
    return { type: /^[A-Za-z_]{1,64}$/.test(type) ? type : '', said: String(message ?? Message ?? '') };
  } catch (error) {
    // A load balancer or a proxy answers in the place of OpenSearch.
    if (error instanceof Unreadable) return { type: '', said: '' };
    throw error;
  }
};

/** A host that lets nobody in from here swallows packets; a search of all documents may take its time. In milliseconds. */
const PATIENCE = { requestHandler: { connectionTimeout: 5_000, socketTimeout: 60_000 } };

/** Clients that wait no longer than this for a host of their customer's. */
export class CollectionClient extends OpenSearchServerlessClient {
  constructor(config: ClientConfig) {
    super({ ...config, ...PATIENCE });
  }
}

export class DomainClient extends OpenSearchClient {
  constructor(config: ClientConfig) {
    super({ ...config, ...PATIENCE });
  }
}
