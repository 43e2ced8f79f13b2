const FIRST_ROOM = 65_536;

/**
 * Bytes that come in pieces of any size and are read from the front. What is joined is copied once or twice in all, however
 * small the pieces are.
 */
export const createByteQueue = () => {
  let room = new Uint8Array(FIRST_ROOM);
  let start = 0;
  let end = 0;

  const makeRoom = (more: number): void => {
    const held = end - start;
    if (held + more > room.length / 2) {
      const larger = new Uint8Array(2 * (held + more));
      larger.set(room.subarray(start, end));
      room = larger;
    } else room.copyWithin(0, start, end);
    start = 0;
    end = held;
  };

  return {
    push: (piece: Uint8Array): void => {
      if (end + piece.length > room.length) makeRoom(piece.length);
      room.set(piece, end);
      end += piece.length;
    },
    /** What is held, until the next change: copy what is to be kept. */
    bytes: (): Uint8Array => room.subarray(start, end),
    /** Lets go of the first bytes. */
    drop: (count: number): void => {
      start = Math.min(end, start + count);
      if (start < end) return;
      start = 0;
      end = 0;
      if (room.length > FIRST_ROOM) room = new Uint8Array(FIRST_ROOM);
    },
  };
};
