const typeAt = (bytes: Uint8Array, at: number): string => String.fromCharCode(...bytes.subarray(at, at + 4));

interface Box {
  readonly type: string;
  readonly from: number;
  readonly to: number;
}

const boxesIn = (bytes: Uint8Array, from: number, to: number): Box[] => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const boxes: Box[] = [];
  for (let at = from; at + 8 <= to; ) {
    const size = view.getUint32(at);
    // One of 64 bits is never a box of these.
    if (size < 8 || at + size > to) break;
    boxes.push({ type: typeAt(bytes, at + 4), from: at + 8, to: at + size });
    at += size;
  }
  return boxes;
};

const HAS_DATA_OFFSET = 0x1;
const HAS_FIRST_FLAGS = 0x4;
const BEFORE_OFFSET = [0x100, 0x200, 0x400];
const HAS_OFFSET = 0x800;

/** Where the composition offsets of a `trun` stand (ISO/IEC 14496-12, 8.8.8). */
const offsetsOf = (view: DataView, { from, to }: Box): readonly number[] => {
  const flags = view.getUint32(from) & 0xffffff;
  if ((flags & HAS_OFFSET) === 0) return [];
  const fields = BEFORE_OFFSET.filter((flag) => (flags & flag) !== 0).length;
  const first = from + 8 + ((flags & HAS_DATA_OFFSET) === 0 ? 0 : 4) + ((flags & HAS_FIRST_FLAGS) === 0 ? 0 : 4);
  const places = Array.from(
    { length: view.getUint32(from + 4) },
    (_, index) => first + 4 * (index * (fields + 1) + fields),
  );
  return places.every((place) => place + 4 <= to) ? places : [];
};

/**
 * mediabunny takes the sorted times of showing for those of decoding, so that pictures that others build on get negative
 * composition offsets. Chromium shows them in time, but ffmpeg, and all that stands on it, moves the whole track by the
 * largest of them in a fragmented file (seen with 5.1: 84 ms behind the sound). This moves the times of decoding back in
 * place instead; no time of showing changes. Takes whole fragments, in their order.
 */
export const createDecodeLead = (track: number) => {
  let lead: number | undefined;
  let moves = true;

  const move = (bytes: Uint8Array, traf: Box): void => {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const boxes = boxesIn(bytes, traf.from, traf.to);
    const [head, start] = ['tfhd', 'tfdt'].map((type) => boxes.find((box) => box.type === type));
    if (!head || !start || view.getUint32(head.from + 4) !== track || view.getUint8(start.from) !== 1) return;
    const begins = view.getBigUint64(start.from + 4);
    // A part begins with the decoding of its first picture: it is shown as much later as the sender let decoding lead.
    lead ??= Number(begins);
    const offsets = boxes.flatMap((box) => (box.type === 'trun' ? offsetsOf(view, box) : []));
    if (offsets.length === 0) return;
    lead = Math.max(lead, ...offsets.map((at) => -view.getInt32(at)));
    // Decoding cannot begin before the file does. A part whose sender left no room stays as it is: times of decoding that
    // step back between two fragments are worse.
    const moved = begins < BigInt(lead) ? Number(begins) : lead;
    if (moved * 2 < lead) moves = false;
    if (!moves) return;
    view.setBigUint64(start.from + 4, begins - BigInt(moved));
    for (const at of offsets) view.setInt32(at, view.getInt32(at) + moved);
  };

  return (fragments: Uint8Array): void => {
    for (const { type, from, to } of boxesIn(fragments, 0, fragments.length)) {
      if (type !== 'moof') continue;
      for (const box of boxesIn(fragments, from, to)) if (box.type === 'traf') move(fragments, box);
    }
  };
};
