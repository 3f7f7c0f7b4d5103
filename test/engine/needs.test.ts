import { expect, it } from 'vitest';
import { typesNeeded } from '../../src/engine/needs.js';
import { readBundle } from '../../src/store/bundle-files.js';

const { controls } = readBundle().catalogue;
const needed = (id: string) => typesNeeded(controls.filter((control) => control.id === id));

it('a control that looks at its subject alone needs its type alone', () => {
  expect(needed('eks/cluster_public_access')).toEqual(['AWS::EKS::Cluster']);
});

it('a control needs what it reads through relations, and what those start from', () => {
  expect(needed('sagemaker/endpoint_serves_approved_package')).toEqual([
    'AWS::SageMaker::Endpoint',
    'AWS::SageMaker::EndpointConfig',
    'AWS::SageMaker::InferenceComponent',
    'AWS::SageMaker::Model',
    'AWS::SageMaker::ModelPackage',
  ]);
});

it('a subject that exists by itself is not collected', () => {
  expect(needed('cloudtrail/multi_region_trail')).toEqual(['AWS::CloudTrail::Trail']);
});
