/** Where in a chat a reply left off; empty at the start. */
export interface ChatPlace {
  readonly cursor: string;
  readonly internalExt: string;
}

/** What a transport tells while it is open. Nothing is told after `closed`. */
export interface ChatSink {
  opened(): void;
  /** Bytes in the transport's own form. */
  received(bytes: Uint8Array): void;
  closed(reason: string): void;
}

/** An open transport. */
export interface ChatLink {
  /** Sends a frame; a transport that only listens does nothing. */
  send(frame: Uint8Array): void;
  close(): void;
}

/** A way by which the messages of a room come. */
export interface ChatTransport {
  readonly name: string;
  /** `frame`: each piece is a push frame; `reply`: each is the body of im/fetch. */
  readonly carries: 'frame' | 'reply';
  /** What comes may be said in other rooms, too. */
  readonly shared?: true;
  /**
   * Opens it; never throws, a failure is told as `closed`.
   * @param place where the last reply left off, as of now
   */
  open(roomId: string, place: () => ChatPlace, sink: ChatSink): ChatLink;
}
