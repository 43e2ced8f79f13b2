/** One answer. */
export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[]>>;
  readonly body: Buffer;
  /** Sent in place of the body, without a length, until it ends or the client goes; `cut` breaks the line. */
  readonly stream?: AsyncGenerator<Buffer, 'cut' | undefined>;
  /** `recorded`, or `modelled; <source>`. */
  readonly origin: string;
  /** The rule that refused. */
  readonly refused?: string;
}
