/** One fault put into the demo account: a scan must find it, and nothing that is not named. */
export type DemoFault = {
  readonly control: string;
  /** Name or ARN; the region where the fault is that something lacks. */
  readonly resource: string;
  /** How the id of the finding's subject ends, where that is not `resource`. Ids that the seed draws repeat. */
  readonly subject?: string;
  readonly why: string;
};
