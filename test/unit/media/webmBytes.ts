const ascii = (text: string): number[] => [...text].map((letter) => letter.charCodeAt(0));

const element = (id: readonly number[], body: readonly number[]): number[] => [
  ...id,
  0x40 | (body.length >> 8),
  body.length & 0xff,
  ...body,
];

const track = (type: number): number[] => element([0xae], [...element([0xd7], [1]), ...element([0x83], [type])]);

/** The bytes of a webm that holds a picture track, a sound track where wanted, and no frames. */
export const webm = (hasSound: boolean): Uint8Array<ArrayBuffer> => {
  const head = element([0x1a, 0x45, 0xdf, 0xa3], element([0x42, 0x82], ascii('webm')));
  const tracks = element([0x16, 0x54, 0xae, 0x6b], [...track(1), ...(hasSound ? track(2) : [])]);
  const cluster = element(
    [0x1f, 0x43, 0xb6, 0x75],
    Array.from({ length: 200 }, () => 7),
  );
  const info = element([0x15, 0x49, 0xa9, 0x66], [1, 2, 3]);
  return new Uint8Array([...head, ...element([0x18, 0x53, 0x80, 0x67], [...info, ...tracks, ...cluster])]);
};
