import { isObject } from '../json.js';
import { networkPolicyEnginesOf } from './network-policy-engines.js';
import { listOf, metadataOf, objectType, picked, textOf, textsIn, wordOf } from './objects.js';

/** How pods are reached from elsewhere. */
export const services = objectType(
  'Kubernetes::Service',
  [{ group: '', version: 'v1', plural: 'services', kind: 'Service' }],
  ({ object }) => ({
    properties: {
      ...picked(
        object.spec,
        'type',
        'ports',
        'selector',
        'loadBalancerClass',
        'loadBalancerSourceRanges',
        'externalIPs',
      ),
      annotations: annotationsOf(object, 'service.beta.kubernetes.io/aws-load-balancer-'),
    },
  }),
);

/** How services are reached over HTTP. `services` of the runtime facts are the words of those that it leads to. */
export const ingresses = objectType(
  'Kubernetes::Ingress',
  [{ group: 'networking.k8s.io', version: 'v1', plural: 'ingresses', kind: 'Ingress' }],
  ({ cluster, namespace, object }) => {
    const spec = isObject(object.spec) ? object.spec : {};
    const paths = listOf(spec.rules).flatMap((rule) => {
      const http = isObject(rule) && isObject(rule.http) ? rule.http : {};
      return listOf(http.paths).map((path) => (isObject(path) ? path.backend : undefined));
    });
    const backends = [spec.defaultBackend, ...paths].flatMap((backend) => {
      const service = isObject(backend) ? backend.service : undefined;
      const port = isObject(service) ? service.port : undefined;
      return isObject(service) ? [{ service: textOf(service.name), port: picked(port, 'name', 'number') }] : [];
    });
    return {
      properties: {
        ingressClassName: spec.ingressClassName,
        backends,
        annotations: annotationsOf(
          object,
          'alb.ingress.kubernetes.io/',
          'kubernetes.io/ingress.class',
          'nginx.ingress.kubernetes.io/',
        ),
      },
      runtime: {
        services: [...new Set(backends.map(({ service }) => wordOf(cluster, namespace, 'Service', service)))],
      },
    };
  },
);

/** What pods may say to each other. `namespace` of the runtime facts is the word of the one whose pods it concerns. */
export const networkPolicies = objectType(
  'Kubernetes::NetworkPolicy',
  [{ group: 'networking.k8s.io', version: 'v1', plural: 'networkpolicies', kind: 'NetworkPolicy' }],
  ({ cluster, namespace, object }) => ({
    properties: picked(object.spec, 'podSelector', 'policyTypes', 'ingress', 'egress'),
    runtime: { namespace: wordOf(cluster, '', 'Namespace', namespace) },
  }),
);

/**
 * Namespaces with their labels: those of pod-security.kubernetes.io say what pods must not do in them. Network policies
 * are words until something on the nodes enforces them: `networkPolicyEngines` of the runtime facts are the words of what may.
 */
export const namespaces = objectType(
  'Kubernetes::Namespace',
  [{ group: '', version: 'v1', plural: 'namespaces', kind: 'Namespace' }],
  ({ cluster, isAutoMode, object }, unseen) => {
    if (isAutoMode)
      unseen('/runtime/networkPolicyEngines', {
        reason: 'not_collected',
        detail: `whether the nodes of cluster ${cluster} enforce network policies stands in a ConfigMap, which is not asked for (EKS Auto Mode)`,
      });
    return {
      properties: { labels: textsIn(metadataOf(object).labels) },
      runtime: {
        ...picked(object.status, 'phase'),
        ...(!isAutoMode && {
          networkPolicyEngines: networkPolicyEnginesOf(cluster),
        }),
      },
    };
  },
);

const annotationsOf = (object: Readonly<Record<string, unknown>>, ...prefixes: readonly string[]) =>
  Object.fromEntries(
    Object.entries(textsIn(metadataOf(object).annotations)).filter(([name]) =>
      prefixes.some((prefix) => name.startsWith(prefix)),
    ),
  );
