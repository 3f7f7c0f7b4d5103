import { type Bundle, loadBundle } from '../engine/bundle.js';
import { readBundle } from '../store/bundle-files.js';

/**
 * The bundle that comes with the package, ready. By itself: its Wasm compiles beside the main thread, which meanwhile loads
 * what asks it.
 */
export const ownBundle = async (): Promise<Bundle> => {
  const { wasm, catalogue } = readBundle();
  return loadBundle(wasm, catalogue);
};
