import type { DemoFault } from './fault.js';

/** What is wrong with API Gateway in the demo account. */
export const apigatewayFaults: readonly DemoFault[] = [
  {
    control: 'apigateway/method_authorized',
    resource: '/restapis/b2c3d4e5f6',
    why: 'POST /generate of prompt-playground asks for an API key and nothing else',
  },
  { control: 'apigateway/stage_access_logging', resource: 'b2c3d4e5f6/stages/demo', why: 'no accessLogSettings' },
  {
    control: 'apigateway/stage_no_data_trace',
    resource: 'b2c3d4e5f6/stages/demo',
    why: 'dataTraceEnabled of one method, against the setting of all',
  },
  { control: 'apigateway/stage_throttled', resource: 'b2c3d4e5f6/stages/demo', why: 'the quota of the account' },
  { control: 'apigateway/stage_waf', resource: 'b2c3d4e5f6/stages/demo', why: 'no webAclArn' },
];
