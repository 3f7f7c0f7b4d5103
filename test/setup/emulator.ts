import { MOTO } from '../emulator/moto.js';
import { installed } from '../emulator/python.js';

/** Before the first live test, as two files at once would install it into the same folder. */
export const setup = async (): Promise<void> => {
  await installed(MOTO);
};
