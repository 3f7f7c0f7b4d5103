/** A text as large as one likes, made up where it is asked for, so that nobody holds it: values stand in it at the places that are told. */
export interface MadeUp {
  readonly size: number;
  readonly at: (offset: number, length: number) => Buffer;
}

/** Repeats the sentence to the size, in ASCII, and writes the value over it at each place. */
export const madeUp = (size: number, sentence: string, value: string, places: readonly number[]): MadeUp => {
  const block = Buffer.from(sentence.repeat(Math.ceil(LARGEST_PART / sentence.length) + 1));
  return {
    size,
    at: (offset, length) => {
      if (length > LARGEST_PART) throw new Error('more is asked for at once than is made up');
      const first = offset % sentence.length;
      const part = Buffer.from(block.subarray(first, first + Math.min(length, size - offset)));
      for (const place of places)
        if (place > offset - value.length && place < offset + part.length)
          for (
            let index = Math.max(0, offset - place);
            index < value.length && place + index < offset + part.length;
            index += 1
          )
            part.write(value.charAt(index), place + index - offset, 'ascii');
      return part;
    },
  };
};

const LARGEST_PART = 4 * 2 ** 20;
