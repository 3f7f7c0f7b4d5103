import type { Resource } from '../../../../src/model/resource.js';

/** One fault put into the demo account: a scan must find it, and nothing that is not named. */
export type DemoFault = {
  readonly control: string;
  /** What people call it: a name, an alias or an ARN; the region where the fault is that something lacks. */
  readonly resource: string;
  /**
   * Which subject it is, where its id does not end in `resource` and none of its names is: how the id ends instead, or,
   * for an id that the seed draws, how its facts tell.
   */
  readonly subject?: string | ((subject: Resource) => boolean);
  readonly why: string;
};
