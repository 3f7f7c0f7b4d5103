import { computed, document, isSet, made } from '../mapping.js';
import { type Mapping, part, resource, TAGS } from './mappings.js';

const KEY = 'AWS::KMS::Key';

const COMMON = { ...TAGS, Description: 'description', KeyPolicy: document('policy') };

const EXTERNAL = { Origin: made([], () => 'EXTERNAL') };

/** Replicas have the rotation, the kind and the use of their primary key. */
const OF_PRIMARY = {
  EnableKeyRotation: computed('key_rotation_enabled'),
  KeySpec: computed('key_spec'),
  KeyUsage: computed('key_usage'),
};

export const KMS: Readonly<Record<string, Mapping>> = {
  aws_kms_key: resource(KEY, ['key_id', 'id'], {
    ...COMMON,
    EnableKeyRotation: 'enable_key_rotation',
    Enabled: 'is_enabled',
    KeySpec: 'customer_master_key_spec',
    KeyUsage: 'key_usage',
    MultiRegion: 'multi_region',
    Origin: made(['custom_key_store_id', 'xks_key_id'], ({ custom_key_store_id: store, xks_key_id: external }) => {
      if (!isSet(store)) return undefined;
      return isSet(external) ? 'EXTERNAL_KEY_STORE' : 'AWS_CLOUDHSM';
    }),
  }),
  aws_kms_external_key: resource(KEY, ['id'], {
    ...COMMON,
    ...EXTERNAL,
    Enabled: 'enabled',
    MultiRegion: 'multi_region',
  }),
  aws_kms_replica_key: resource(KEY, ['key_id', 'id'], { ...COMMON, ...OF_PRIMARY, Enabled: 'enabled' }),
  aws_kms_replica_external_key: resource(KEY, ['key_id', 'id'], { ...COMMON, ...EXTERNAL, Enabled: 'enabled' }),
  aws_kms_alias: resource(
    'AWS::KMS::Alias',
    ['name'],
    { AliasName: 'name', TargetKeyId: 'target_key_id' },
    { changes: [{ type: KEY, by: 'target_key_id' }] },
  ),
  aws_kms_key_policy: part([{ type: KEY, by: 'key_id' }], { KeyPolicy: document('policy') }),
};
