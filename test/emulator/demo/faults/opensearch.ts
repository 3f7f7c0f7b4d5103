import type { DemoFault } from './fault.js';

/** What is wrong with OpenSearch, domains and Serverless, in the demo account. */
export const opensearchFaults: readonly DemoFault[] = [
  { control: 'opensearch/domain_cmk', resource: 'domain/legacy-search', why: 'not encrypted at rest' },
  {
    control: 'opensearch/domain_encrypted_in_transit',
    resource: 'domain/legacy-search',
    why: 'neither between nodes nor by HTTPS',
  },
  { control: 'opensearch/domain_not_public', resource: 'domain/legacy-search', why: 'no VPC, and a policy for anyone' },
  { control: 'opensearch/domain_fine_grained_access', resource: 'domain/legacy-search', why: 'off' },
  { control: 'opensearch/domain_audit_logs', resource: 'domain/legacy-search', why: 'no logs' },
  { control: 'opensearch/collection_cmk', resource: 'examplecollection002', why: 'a key that AWS owns' },
  { control: 'opensearch/collection_private', resource: 'examplecollection002', why: 'the policy workshop is public' },
  {
    control: 'opensearch/collection_access_scoped',
    resource: 'examplecollection002',
    why: 'the policy workshop names the whole account',
  },
  {
    control: 'bedrock/knowledge_base_store_protected',
    resource: 'KBLEGACY01',
    why: 'it keeps its vectors in the public collection workshop-rag',
  },
];
