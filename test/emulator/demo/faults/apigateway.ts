import type { DemoFault } from './fault.js';

/** What is wrong with API Gateway in the demo account. */
export const apigatewayFaults: readonly DemoFault[] = [
  {
    control: 'apigateway/method_authorized',
    resource: '/restapis/b2c3d4e5f6',
    why: 'POST /generate of prompt-playground asks for an API key and nothing else',
  },
  {
    control: 'apigateway/route_authorized',
    resource: '/apis/e5f6a1b2c3',
    why: 'ANY /score of scoring-hook asks for nothing',
  },
  {
    control: 'apigateway/route_authorized',
    resource: '/apis/a2b3c4d5e6',
    why: 'prompt-stream-lab has no route $connect',
  },
  { control: 'apigateway/stage_access_logging', resource: 'b2c3d4e5f6/stages/demo', why: 'no accessLogSettings' },
  {
    control: 'apigateway/stage_no_data_trace',
    resource: 'b2c3d4e5f6/stages/demo',
    why: 'dataTraceEnabled of one method, against the setting of all',
  },
  { control: 'apigateway/stage_throttled', resource: 'b2c3d4e5f6/stages/demo', why: 'the quota of the account' },
  { control: 'apigateway/stage_waf', resource: 'b2c3d4e5f6/stages/demo', why: 'no webAclArn' },
  {
    control: 'apigateway/v2_stage_access_logging',
    resource: 'e5f6a1b2c3/stages/$default',
    why: 'no accessLogSettings',
  },
  {
    control: 'apigateway/v2_stage_no_data_trace',
    resource: 'a2b3c4d5e6/stages/lab',
    why: 'dataTraceEnabled of one route, against the default',
  },
  { control: 'apigateway/v2_stage_throttled', resource: 'e5f6a1b2c3/stages/$default', why: 'no throttlingRateLimit' },
  {
    control: 'apigateway/v2_stage_throttled',
    resource: 'a2b3c4d5e6/stages/lab',
    why: 'the quota of the account for one route',
  },
];
