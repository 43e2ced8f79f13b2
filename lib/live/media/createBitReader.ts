/** Reads bits from the most significant on; past the end come zeros, and `overrun` says so. */
export const createBitReader = (bytes: Uint8Array) => {
  let at = 0;

  const bits = (count: number): number => {
    let value = 0;
    for (let left = count; left > 0; left -= 1) {
      const byte = bytes[at >> 3] ?? 0;
      value = value * 2 + ((byte >> (7 - (at & 7))) & 1);
      at += 1;
    }
    return value;
  };

  /** Unsigned Exp-Golomb (ITU-T H.264, 9.1); a code of more than 32 bits exists in no stream and reads as 0. */
  const golomb = (): number => {
    let zeros = 0;
    while (zeros < 32 && at < bytes.length * 8 && bits(1) === 0) zeros += 1;
    return zeros === 32 ? 0 : 2 ** zeros - 1 + bits(zeros);
  };

  const signedGolomb = (): number => {
    const code = golomb();
    return code % 2 === 1 ? (code + 1) / 2 : -code / 2;
  };

  return {
    bits,
    golomb,
    signedGolomb,
    skip: (count: number): void => {
      at += count;
    },
    overrun: (): boolean => at > bytes.length * 8,
  };
};

/** The payload of a NAL unit without its emulation prevention bytes (ITU-T H.264, 7.4.1). */
export const plainNal = (nal: Uint8Array): Uint8Array => {
  const plain: number[] = [];
  let zeros = 0;
  for (const byte of nal) {
    if (zeros >= 2 && byte === 3) {
      zeros = 0;
      continue;
    }
    zeros = byte === 0 ? zeros + 1 : 0;
    plain.push(byte);
  }
  return Uint8Array.from(plain);
};
