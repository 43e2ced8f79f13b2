const FIRST_ROOM = 65_536;

// Room is given back once it is so many times what is wanted: one large picture must not hold it for hours.
const TOO_MUCH = 8;

/**
 * Bytes that come in pieces of any size and are read from the front. What is joined is copied a few times in all, however
 * small the pieces are, and the room that it takes is a small multiple of what is held.
 */
export const createByteQueue = () => {
  let room = new Uint8Array(FIRST_ROOM);
  let start = 0;
  let end = 0;

  const makeRoom = (more: number): void => {
    const held = end - start;
    const wanted = Math.max(FIRST_ROOM, 2 * (held + more));
    if (wanted > room.length || wanted * TOO_MUCH < room.length) {
      const other = new Uint8Array(wanted);
      other.set(room.subarray(start, end));
      room = other;
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
