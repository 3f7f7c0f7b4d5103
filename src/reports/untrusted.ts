/** Everything from an account is hostile text, whatever the format of the report. */
export { visible, visibleLines } from '../model/visible.js';
